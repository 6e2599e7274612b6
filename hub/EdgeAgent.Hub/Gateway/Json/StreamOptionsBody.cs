namespace EdgeAgent.Hub.Gateway.Json;

/// <summary><c>stream_options</c>.</summary>
/// <param name="IncludeUsage">Send the token counts in a last chunk.</param>
internal sealed record StreamOptionsBody(bool? IncludeUsage = null);

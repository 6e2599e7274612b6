namespace EdgeAgent.Hub.Gateway.Json;

/// <summary><c>response_format</c>.</summary>
/// <param name="Type"><c>text</c>, <c>json_object</c> or <c>json_schema</c>.</param>
internal sealed record ResponseFormatBody(string? Type = null);

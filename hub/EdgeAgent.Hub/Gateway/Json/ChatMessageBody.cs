using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">The text; in the request a string or a list of text parts.</param>
internal sealed record ChatMessageBody(
    string? Role = null,
    [property: JsonConverter(typeof(MessageContentConverter))] string? Content = null);

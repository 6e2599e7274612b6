using System.Text.Json;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>Body of <c>POST /v1/chat/completions</c>.</summary>
internal sealed record ChatBody : GenerationBody
{
    public IReadOnlyList<ChatMessageBody>? Messages { get; init; }

    public int? MaxCompletionTokens { get; init; }

    public JsonElement? Tools { get; init; }

    public JsonElement? ToolChoice { get; init; }

    public ResponseFormatBody? ResponseFormat { get; init; }
}

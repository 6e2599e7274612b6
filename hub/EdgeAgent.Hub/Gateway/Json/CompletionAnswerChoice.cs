using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>The one continuation.</summary>
internal sealed record CompletionAnswerChoice(string Text, int Index, string FinishReason)
{
    /// <summary>Always null: not offered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Logprobs { get; init; }
}

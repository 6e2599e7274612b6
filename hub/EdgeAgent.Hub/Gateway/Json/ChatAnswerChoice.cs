using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>The one answer.</summary>
internal sealed record ChatAnswerChoice(int Index, ChatAnswerMessage Message, string FinishReason)
{
    /// <summary>Always null: not offered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Logprobs { get; init; }
}

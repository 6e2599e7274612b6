using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>What the model said.</summary>
internal sealed record ChatAnswerMessage(string Role, string Content)
{
    /// <summary>Always null: models here do not refuse in a field of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Refusal { get; init; }
}

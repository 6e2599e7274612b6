using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>What the model said.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Content">The text; null where there are calls.</param>
internal sealed record ChatAnswerMessage(
    string Role, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Content)
{
    /// <summary>Calls of the request's tools; left out where there are none.</summary>
    public IReadOnlyList<ToolCallBody>? ToolCalls { get; init; }

    /// <summary>Always null: models here do not refuse in a field of its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Refusal { get; init; }
}

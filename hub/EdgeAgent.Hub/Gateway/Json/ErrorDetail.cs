using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>What went wrong; clients expect all four fields, null or not.</summary>
internal sealed record ErrorDetail(
    string Message,
    string Type,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Param,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Code);

namespace EdgeAgent.Models.Home;

/// <summary>A target with what is said of it: <c>temperature / nursery &lt; 18</c>, <c>kitchen lamp = 40</c>.</summary>
/// <param name="Target">What it is about; null where a value stands alone (<c>timer = 10 minutes</c>).</param>
/// <param name="Second">The other room or name of a comparison, or null.</param>
/// <param name="Comparison">Null where no value is said.</param>
/// <param name="Value">A number, a state or a word, as the model wrote it; null where none is said.</param>
public sealed record HomeClause(
    HomeTarget? Target, string? Second = null, HomeComparison? Comparison = null, string? Value = null);

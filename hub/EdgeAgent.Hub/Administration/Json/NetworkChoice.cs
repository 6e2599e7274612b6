namespace EdgeAgent.Hub.Administration.Json;

/// <summary>A value for <c>Hub:Listen</c>.</summary>
/// <param name="Listen">The address.</param>
/// <param name="Label">What it means, for a person.</param>
internal sealed record NetworkChoice(string Listen, string Label);

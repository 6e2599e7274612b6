namespace EdgeAgent.Hub.Points.Json;

/// <summary>Why a request was not carried out.</summary>
/// <param name="Error">For a person.</param>
/// <param name="Code">For a program.</param>
internal sealed record PointsError(string Error, string Code);

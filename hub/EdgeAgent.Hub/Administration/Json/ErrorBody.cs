namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Why a request was refused.</summary>
/// <param name="Error">For a person.</param>
/// <param name="Code">For a program.</param>
internal sealed record ErrorBody(string Error, string Code);

namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>Why a request of the owner was not carried out.</summary>
/// <param name="Error">What, where, and what to do.</param>
internal sealed record PairingError(string Error);

namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>A device that waits.</summary>
/// <param name="Key">Names it in the paths below <c>/api/hub/pairing/</c>.</param>
/// <param name="Name">The short name that the device shows too.</param>
/// <param name="Hardware">What the device says it is; not to be believed.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="State"><c>pending</c>, <c>selected</c>, <c>challenged</c>, <c>proven</c>, <c>deciding</c>, <c>awaitingApproval</c> or <c>granted</c>.</param>
/// <param name="Printed">It needs a printed secret, not a code.</param>
/// <param name="AttemptsLeft">Codes that may still be tried.</param>
/// <param name="Contested">Another one bears the same name or names the same secret: one of the two is not what it says.</param>
/// <param name="AgeSeconds">Since it came.</param>
/// <param name="Device">Its account, once it has proved itself.</param>
/// <param name="Fingerprint">To compare with the device's screen, once it has proved itself.</param>
internal sealed record PendingBody(
    string Key,
    string Name,
    string Hardware,
    string Address,
    string State,
    bool Printed,
    int AttemptsLeft,
    bool Contested,
    long AgeSeconds,
    string? Device,
    string? Fingerprint);

namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>A device's last pairing.</summary>
/// <param name="Key">Of the enrolment.</param>
/// <param name="Name">The short name that it had.</param>
/// <param name="Device">Its account.</param>
/// <param name="Fingerprint">The device shows the same.</param>
/// <param name="ActiveAt">When it first connected; null: it has not yet.</param>
internal sealed record PairedBody(
    string Key, string Name, string Device, string Fingerprint, DateTimeOffset? ActiveAt);

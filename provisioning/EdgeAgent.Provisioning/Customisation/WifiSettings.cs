namespace EdgeAgent.Provisioning.Customisation;

/// <summary>A wireless network.</summary>
/// <param name="Ssid">Its name, 1 to 32 bytes of UTF-8.</param>
/// <param name="Password">8 to 63 printable ASCII characters; null: an open network.</param>
/// <param name="IsHidden">Whether it does not announce its name.</param>
/// <param name="Country">Two capital letters (ISO 3166-1): which channels are allowed.</param>
internal sealed record WifiSettings(string Ssid, string? Password, bool IsHidden, string Country);

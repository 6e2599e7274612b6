using System.Text.Json;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Provisioning.Cards;

/// <summary>What a card carries for its device's first start: the verifier of its printed secret, never the secret itself.</summary>
/// <param name="V">Version of this form.</param>
/// <param name="Verifier">The verifier's stored form.</param>
/// <param name="Hub">Where the hub is, <c>HOST</c> or <c>HOST:PORT</c>; null: to be found in the local network.</param>
/// <param name="Authority">The hub's authority certificate, DER; null: not pinned.</param>
internal sealed record EnrolmentFile(int V, byte[] Verifier, string? Hub, byte[]? Authority)
{
    /// <summary>Its name on the card and in the device's data directory.</summary>
    public const string Name = "enrol.json";

    private const int Version = 1;

    /// <summary>The file's content; a secret of the card.</summary>
    public static byte[] Write(PrintedSecret secret, string? hub, byte[]? authority)
    {
        using var verifier = PairingVerifier.Create(secret);
        return JsonSerializer.SerializeToUtf8Bytes(
            new EnrolmentFile(Version, verifier.Write(), hub, authority), EnrolmentFileJson.Default.EnrolmentFile);
    }
}

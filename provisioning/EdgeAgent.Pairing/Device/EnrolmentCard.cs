using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Pairing.Device;

/// <summary>
/// What a flashed card carries for its first start, <c>enrol.json</c>: the verifier of its printed secret (never the secret), and,
/// where the flashing tool knew them, the hub's address and authority. Erased when the device is paired.
/// </summary>
public sealed class EnrolmentCard : IDisposable
{
    /// <summary>Name of the file in the device's data directory.</summary>
    public const string FileName = "enrol.json";

    /// <summary>Largest file, bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private const int Version = 1;

    private EnrolmentCard(string? hub, PairingVerifier verifier, X509Certificate2? authority)
    {
        Hub = hub;
        Verifier = verifier;
        Authority = authority;
    }

    /// <summary>Where the hub is, <c>HOST</c> or <c>HOST:PORT</c>; null: to be found in the local network.</summary>
    public string? Hub { get; }

    /// <summary>Of the printed secret.</summary>
    public PairingVerifier Verifier { get; }

    /// <summary>The hub's authority: the device then talks to no other hub. Null: to whichever knows the secret.</summary>
    public X509Certificate2? Authority { get; }

    /// <summary>Reads the file; null where there is none.</summary>
    /// <exception cref="EnrolmentCardException">It is no such card; the text says what is wrong.</exception>
    /// <exception cref="KeyFileException">Others have rights on the file.</exception>
    public static EnrolmentCard? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        var content = PrivateFile.Read(path, MaxBytes);
        try
        {
            return Parse(content);
        }
        catch (EnrolmentCardException e)
        {
            throw new EnrolmentCardException($"{path}: {e.Message} Flash the card again.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Reads the file's content.</summary>
    /// <exception cref="EnrolmentCardException">It is no such card; the text says what is wrong.</exception>
    public static EnrolmentCard Parse(ReadOnlySpan<byte> utf8)
    {
        EnrolmentCardBody body;
        try
        {
            body = JsonSerializer.Deserialize(utf8, EnrolmentCardJson.Default.EnrolmentCardBody)
                ?? throw new EnrolmentCardException("The card is null.");
        }
        catch (JsonException e)
        {
            throw new EnrolmentCardException($"The card is not JSON of the expected form (line {e.LineNumber + 1}).", e);
        }
        if (body.V != Version)
        {
            throw new EnrolmentCardException($"The card has version {body.V}; this program reads {Version}.");
        }
        if (body.Hub is { Length: 0 or > 300 })
        {
            throw new EnrolmentCardException("The card's hub is empty or too long.");
        }
        var verifier = PairingVerifier.TryRead(body.Verifier)
            ?? throw new EnrolmentCardException("The card's verifier is damaged.");
        if (!verifier.IsPrinted)
        {
            verifier.Dispose();
            throw new EnrolmentCardException("The card's verifier belongs to a short code; a card carries a printed secret.");
        }
        try
        {
            return new EnrolmentCard(
                body.Hub, verifier, body.Authority is { } der ? X509CertificateLoader.LoadCertificate(der) : null);
        }
        catch (CryptographicException e)
        {
            verifier.Dispose();
            throw new EnrolmentCardException("The card's authority is no certificate.", e);
        }
    }

    /// <summary>The file's content for a new card. A secret: mode 0600 where the file system knows modes.</summary>
    /// <param name="verifier">Of the printed secret.</param>
    /// <param name="hub">Where the hub is; null: to be found.</param>
    /// <param name="authority">The hub's authority, DER; null: not pinned.</param>
    public static byte[] Write(PairingVerifier verifier, string? hub, byte[]? authority) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new EnrolmentCardBody(Version, verifier.Write(), hub, authority), EnrolmentCardJson.Default.EnrolmentCardBody);

    /// <summary>Erases the verifier.</summary>
    public void Dispose()
    {
        Verifier.Dispose();
        Authority?.Dispose();
    }
}

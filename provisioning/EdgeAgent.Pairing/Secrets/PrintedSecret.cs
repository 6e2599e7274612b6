using System.Security.Cryptography;
using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Secrets;

/// <summary>
/// A secret of 128 random bits made when a card is flashed: on a label as a QR code, or handed to the hub beforehand. Text form
/// <c>EA1:&lt;enrolment&gt;:&lt;secret&gt;[:&lt;key&gt;]</c>, each part base32; the last one pins the device's TLS key where that
/// key was made before the label.
/// </summary>
public sealed class PrintedSecret : IDisposable
{
    /// <summary>Length of the secret, bytes.</summary>
    public const int SizeBytes = 16;

    /// <summary>Length of the pin: the first bytes of SHA-256 of the TLS public key.</summary>
    public const int PinBytes = 10;

    private const string Prefix = "EA1";
    private const int MaxTextChars = 96;

    private readonly SecretBuffer _secret;
    private readonly byte[]? _pin;

    private PrintedSecret(EnrolmentId enrolment, ReadOnlySpan<byte> secret, byte[]? pin)
    {
        Enrolment = enrolment;
        _secret = new SecretBuffer(secret);
        _pin = pin;
    }

    /// <summary>Names the secret; no secret itself.</summary>
    public EnrolmentId Enrolment { get; }

    internal ReadOnlySpan<byte> Secret => _secret.Span;

    /// <summary>A new random secret.</summary>
    /// <param name="spkiHash">SHA-256 of the device's TLS public key where it exists already.</param>
    public static PrintedSecret New(Bytes32? spkiHash = null)
    {
        Span<byte> secret = stackalloc byte[SizeBytes];
        RandomNumberGenerator.Fill(secret);
        var made = new PrintedSecret(EnrolmentId.New(), secret, spkiHash?.ToArray()[..PinBytes]);
        CryptographicOperations.ZeroMemory(secret);
        return made;
    }

    /// <summary>Reads the text form; none where it is anything else.</summary>
    public static PrintedSecret? TryParse(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[5];
        if (text.Length > MaxTextChars)
        {
            return null;
        }
        var count = text.Split(parts, ':');
        Span<byte> enrolment = stackalloc byte[EnrolmentId.SizeBytes];
        Span<byte> secret = stackalloc byte[SizeBytes];
        var pin = count == 4 ? new byte[PinBytes] : null;
        var good = count is 3 or 4
            && text[parts[0]].Equals(Prefix, StringComparison.OrdinalIgnoreCase)
            && Base32.TryParse(text[parts[1]], enrolment)
            && Base32.TryParse(text[parts[2]], secret)
            && (pin is null || Base32.TryParse(text[parts[3]], pin));
        var parsed = good ? new PrintedSecret(new EnrolmentId(enrolment), secret, pin) : null;
        CryptographicOperations.ZeroMemory(secret);
        return parsed;
    }

    /// <summary>Whether a key may use this secret: always where nothing is pinned.</summary>
    public bool Admits(Bytes32 spkiHash) => _pin is null || spkiHash.ToArray().AsSpan(0, PinBytes).SequenceEqual(_pin);

    /// <summary>The text form, secret included; for the label and the hub's record of it, nothing else.</summary>
    public string ToQrText()
    {
        Span<byte> enrolment = stackalloc byte[EnrolmentId.SizeBytes];
        Enrolment.CopyTo(enrolment);
        var text = $"{Prefix}:{Base32.Format(enrolment)}:{Base32.Format(_secret.Span)}";
        return _pin is null ? text : $"{text}:{Base32.Format(_pin)}";
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"printed secret {Enrolment}";

    /// <summary>Erases the secret.</summary>
    public void Dispose() => _secret.Dispose();

    internal PrintedSecret Copy() => new(Enrolment, _secret.Span, _pin);
}

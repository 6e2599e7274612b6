using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Secrets;

/// <summary>
/// What the device keeps instead of the secret: enrolment, salt, and SRP's verifier v = g^x. A code cannot be read from it, but
/// whoever holds it can try codes, and can pose as the device: it is a secret of the card.
/// </summary>
public sealed class PairingVerifier : IDisposable
{
    /// <summary>Length of the stored form: version, kind, enrolment, salt, verifier.</summary>
    public const int StoredBytes = 2 + EnrolmentId.SizeBytes + PairingLimits.SaltBytes + PairingLimits.GroupBytes;

    private const byte StoredVersion = 1;

    private readonly SecretBuffer _verifier;

    private PairingVerifier(EnrolmentId enrolment, int iterations, byte[] salt, SecretBuffer verifier)
    {
        Enrolment = enrolment;
        Iterations = iterations;
        Salt = salt;
        _verifier = verifier;
    }

    /// <summary>Names the secret.</summary>
    public EnrolmentId Enrolment { get; }

    /// <summary>Whether the secret is a printed one of 128 bits; otherwise a code.</summary>
    public bool IsPrinted => Iterations == PairingLimits.PrintedIterations;

    internal int Iterations { get; }

    internal byte[] Salt { get; }

    internal ReadOnlySpan<byte> Verifier => _verifier.Span;

    /// <summary>For a code, under a fresh enrolment and salt. Takes about 0.1 s on a small board.</summary>
    public static PairingVerifier Create(PairingCode code) => Create(SrpGroup.Standard, code);

    /// <summary>For a printed secret, under a fresh salt.</summary>
    public static PairingVerifier Create(PrintedSecret secret) => Create(SrpGroup.Standard, secret);

    /// <summary>Reads the stored form; none where it is anything else.</summary>
    public static PairingVerifier? TryRead(ReadOnlySpan<byte> stored)
    {
        if (stored.Length != StoredBytes || stored[0] != StoredVersion || stored[1] > 1)
        {
            return null;
        }
        var salt = stored.Slice(2 + EnrolmentId.SizeBytes, PairingLimits.SaltBytes);
        var verifier = stored[^PairingLimits.GroupBytes..];
        return !SrpGroup.Standard.Modulus.IsElement(verifier)
            ? null
            : new PairingVerifier(
                new EnrolmentId(stored.Slice(2, EnrolmentId.SizeBytes)),
                stored[1] == 1 ? PairingLimits.PrintedIterations : PairingLimits.CodeIterations,
                salt.ToArray(),
                new SecretBuffer(verifier));
    }

    /// <summary>The stored form, <see cref="StoredBytes"/> long. The caller keeps it private and erases it.</summary>
    public byte[] Write()
    {
        var stored = new byte[StoredBytes];
        stored[0] = StoredVersion;
        stored[1] = IsPrinted ? (byte)1 : (byte)0;
        Enrolment.CopyTo(stored.AsSpan(2));
        Salt.CopyTo(stored.AsSpan(2 + EnrolmentId.SizeBytes));
        _verifier.Span.CopyTo(stored.AsSpan(StoredBytes - PairingLimits.GroupBytes));
        return stored;
    }

    /// <summary>Erases the verifier.</summary>
    public void Dispose() => _verifier.Dispose();

    internal static PairingVerifier Create(SrpGroup group, PairingCode code)
    {
        var enrolment = EnrolmentId.New();
        var salt = RandomNumberGenerator.GetBytes(PairingLimits.SaltBytes);
        using var x = SecretStretch.PrivateKey(group, code, enrolment, salt);
        return FromPrivateKey(group, enrolment, PairingLimits.CodeIterations, salt, x);
    }

    internal static PairingVerifier Create(SrpGroup group, PrintedSecret secret)
    {
        var salt = RandomNumberGenerator.GetBytes(PairingLimits.SaltBytes);
        using var x = SecretStretch.PrivateKey(group, secret, salt);
        return FromPrivateKey(group, secret.Enrolment, PairingLimits.PrintedIterations, salt, x);
    }

    private static PairingVerifier FromPrivateKey(
        SrpGroup group, EnrolmentId enrolment, int iterations, byte[] salt, SecretBuffer x)
    {
        var power = group.PowerOfGenerator(x.Span);
        var verifier = new SecretBuffer(power);
        CryptographicOperations.ZeroMemory(power);
        return new PairingVerifier(enrolment, iterations, salt, verifier);
    }
}

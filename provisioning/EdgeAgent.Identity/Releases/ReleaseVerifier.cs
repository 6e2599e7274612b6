using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeAgent.Identity.Releases;

/// <summary>Decides whether a release may be installed. Root keys are compiled in: neither a hub nor pairing can add one.</summary>
public sealed class ReleaseVerifier
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int SignatureBytes = 64;

    private readonly IReadOnlyList<byte[]> _roots;
    private readonly string _product;
    private readonly string _runtime;

    /// <param name="roots">Public root keys, SubjectPublicKeyInfo.</param>
    /// <param name="product">Whose releases.</param>
    /// <param name="runtime">For which processor; null: for any (a hub that mirrors).</param>
    public ReleaseVerifier(IReadOnlyList<byte[]> roots, string product, string? runtime)
    {
        _roots = roots;
        _product = product;
        _runtime = runtime ?? "";
    }

    /// <summary>Checks both signatures, expiry, product and both floors; in this order, so that nothing unsigned is believed.</summary>
    public ReleaseOutcome Verify(ReadOnlySpan<byte> envelopeUtf8, ReleaseFloor floor, DateTimeOffset now)
    {
        if (_roots.Count == 0)
        {
            return Refuse(ReleaseFault.NoRoot, "This build has no root key, so it takes no releases.");
        }
        if (envelopeUtf8.Length > ReleaseLimits.EnvelopeBytes || !TryParse(envelopeUtf8, ReleaseJson.Default.ReleaseEnvelope, out var envelope))
        {
            return Refuse(ReleaseFault.Malformed, "The release is not of the expected form.");
        }
        if (!_roots.Any(root => IsSignedBy(root, envelope.Keys, envelope.KeysSignature)))
        {
            return Refuse(ReleaseFault.ForeignRoot, "The list of release keys is not signed by a root key of this build.");
        }
        if (!TryParse(envelope.Keys, ReleaseJson.Default.ReleaseKeyList, out var keys) || keys.Keys.Count > ReleaseLimits.Keys)
        {
            return Refuse(ReleaseFault.Malformed, "The list of release keys is not of the expected form.");
        }
        if (keys.Sequence < floor.KeysSequence)
        {
            return Refuse(ReleaseFault.OldKeys, $"The list of release keys has number {keys.Sequence}; number {floor.KeysSequence} was seen already.");
        }
        if (!keys.Keys.Any(key => IsSignedBy(key.Spki, envelope.Manifest, envelope.Signature)))
        {
            return Refuse(ReleaseFault.ForeignSignature, "The release is not signed by a release key that the root lists.");
        }
        return TryParse(envelope.Manifest, ReleaseJson.Default.ReleaseManifest, out var manifest)
            ? Judge(manifest, keys, floor, now)
            : Refuse(ReleaseFault.Malformed, "The manifest is not of the expected form.");
    }

    /// <summary>Whether a text can name the folder of a version.</summary>
    public static bool IsVersion(string text) =>
        text.Length is > 0 and <= ReleaseLimits.VersionChars
        && char.IsAsciiDigit(text[0])
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');

    private ReleaseOutcome Judge(ReleaseManifest manifest, ReleaseKeyList keys, ReleaseFloor floor, DateTimeOffset now)
    {
        if (!IsVersion(manifest.Version)
            || manifest.Sha256.Length != SHA256.HashSizeInBytes * 2
            || !manifest.Sha256.All(char.IsAsciiHexDigitLower)
            || manifest.SizeBytes is <= 0 or > ReleaseLimits.ArchiveBytes
            || manifest.InstalledBytes is <= 0 or > ReleaseLimits.InstalledBytes)
        {
            return Refuse(ReleaseFault.Malformed, "The manifest names an impossible version, sum or size.");
        }
        if (manifest.Product != _product || (_runtime.Length > 0 && manifest.Runtime != _runtime))
        {
            return Refuse(ReleaseFault.NotForUs, $"The release is {manifest.Product} for {manifest.Runtime}.");
        }
        if (now >= manifest.Expires || now >= keys.Expires)
        {
            return Refuse(ReleaseFault.Expired, $"The release has expired at {(manifest.Expires < keys.Expires ? manifest.Expires : keys.Expires):u}.");
        }
        return manifest.Sequence > floor.Sequence
            ? new ReleaseOutcome.Accepted(manifest, keys.Sequence)
            : Refuse(ReleaseFault.OldSequence, $"The release has number {manifest.Sequence}; number {floor.Sequence} is or was installed.");
    }

    private static bool IsSignedBy(byte[] spki, byte[] data, byte[] signature)
    {
        if (signature.Length != SignatureBytes)
        {
            return false;
        }
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out var read);
            return read == spki.Length
                && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256
                && key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false; // no key, or none of this curve
        }
    }

    private static bool TryParse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize(utf8, type);
            return value is not null;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }

    private static ReleaseOutcome.Refused Refuse(ReleaseFault fault, string reason) => new(fault, reason);
}

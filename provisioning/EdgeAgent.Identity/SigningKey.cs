using System.Diagnostics;
using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Curves;

namespace EdgeAgent.Identity;

/// <summary>A secp256k1 key that signs claims, locks and permits. Signing may be called from many threads.</summary>
public sealed class SigningKey : IDisposable
{
    /// <summary>Length of <see cref="CompressedPublicKey"/>.</summary>
    public const int CompressedPublicKeyBytes = 33;

    private const int SecretBytes = 32;
    private const int FileBytes = (2 * SecretBytes) + 1; // hexadecimal digits and a newline

    private readonly ISecp256k1 _curve;
    private readonly byte[] _secret;
    private readonly byte[] _compressedPublicKey = new byte[CompressedPublicKeyBytes];
    private volatile bool _disposed;

    /// <summary>Takes a copy of a valid secret.</summary>
    internal SigningKey(ISecp256k1 curve, ReadOnlySpan<byte> secret)
    {
        if (!GroupOrder.IsScalar(secret))
        {
            throw new ArgumentException("A secret is 32 bytes, above zero and below the group's order.", nameof(secret));
        }
        _curve = curve;
        _secret = GC.AllocateUninitializedArray<byte>(SecretBytes, pinned: true); // the collector leaves no copies
        secret.CopyTo(_secret);
        Span<byte> point = stackalloc byte[PublicKeyBytes.Uncompressed];
        curve.PublicKey(_secret, point);
        Address = PublicKeyBytes.ToAddress(point);
        PublicKeyBytes.Compress(point, _compressedPublicKey);
    }

    /// <summary>The account that this key signs for.</summary>
    public Address Address { get; }

    /// <summary>The public point, 33 bytes: 2 or 3, then x big-endian (SEC 1, 2.3.3).</summary>
    public ReadOnlySpan<byte> CompressedPublicKey => _compressedPublicKey;

    /// <summary>A new random key.</summary>
    public static SigningKey Create()
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        try
        {
            Draw(secret);
            return FromBytes(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>From a secret, big-endian.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes, zero, or not below the group's order.</exception>
    public static SigningKey FromBytes(ReadOnlySpan<byte> secret) => new(Secp256k1.Current, secret);

    /// <summary>Reads the key of a file (64 hexadecimal digits and a newline, mode 0600); makes it on first use.</summary>
    /// <remarks>Of several processes that start at once one makes the key, and all return it.</remarks>
    /// <exception cref="KeyFileException">Others have rights on the file, or it holds no key.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static SigningKey LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            CreateFile(path);
        }
        var text = PrivateFile.Read(path, FileBytes);
        Span<byte> secret = stackalloc byte[SecretBytes];
        try
        {
            if (text.Length != FileBytes || text[^1] != (byte)'\n' || !TryParseHex(text.AsSpan(..^1), secret)
                || !GroupOrder.IsScalar(secret))
            {
                throw new KeyFileException($"{path} holds no key: expected {2 * SecretBytes} lower-case hexadecimal "
                    + "digits and a newline. Restore it from a backup; only if there is none, move it away: a new key "
                    + "is a new identity.");
            }
            return FromBytes(secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Signs a digest: RFC 6979 with SHA-256, low-S, v 27 or 28. Deterministic.</summary>
    /// <exception cref="ObjectDisposedException">The secret is gone.</exception>
    public RecoverableSignature Sign(Bytes32 digest)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Span<byte> hash = stackalloc byte[Bytes32.SizeBytes];
        digest.CopyTo(hash);
        // RFC 6979 feeds the nonce generator the digest modulo the order (2.3.4); the C library feeds it as it is.
        GroupOrder.Reduce(hash);
        Span<byte> signature = stackalloc byte[RecoverableSignature.SizeBytes];
        var recoveryId = _curve.Sign(_secret, hash, signature[..64]);
        if (recoveryId is not (0 or 1))
        {
            throw new UnreachableException("A nonce's point has x at or above the group's order: chance 2^-127.");
        }
        signature[64] = (byte)(27 + recoveryId);
        return new RecoverableSignature(signature);
    }

    /// <summary>Zeroes the secret.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    private static void Draw(Span<byte> secret)
    {
        do
        {
            RandomNumberGenerator.Fill(secret);
        }
        while (!GroupOrder.IsScalar(secret)); // chance of a second round: 2^-127
    }

    private static void CreateFile(string path)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        Span<byte> text = stackalloc byte[FileBytes];
        try
        {
            Draw(secret);
            Convert.TryToHexStringLower(secret, text, out _);
            text[^1] = (byte)'\n';
            PrivateFile.TryCreate(path, text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private static bool TryParseHex(ReadOnlySpan<byte> digits, Span<byte> destination) =>
        !digits.ContainsAnyInRange((byte)'A', (byte)'F')
        && Convert.FromHexString(digits, destination, out _, out var written) == System.Buffers.OperationStatus.Done
        && written == destination.Length;
}

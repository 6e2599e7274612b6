using System.Security.Cryptography;
using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Protocol;

/// <summary>
/// The four keys of one run, from SRP's shared secret S and the transcript T by HKDF-SHA256 (salt T): one to prove with and one to
/// seal with, for each direction. Each sealing key seals exactly one message, so its nonce is zero and can never be used twice.
/// </summary>
internal sealed class PairingKeys : IDisposable
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Bytes32 _transcript;
    private readonly SecretBuffer _hubProof = new(KeyBytes);
    private readonly SecretBuffer _deviceProof = new(KeyBytes);
    private readonly SecretBuffer _hubSeal = new(KeyBytes);
    private readonly SecretBuffer _deviceSeal = new(KeyBytes);
    private bool _hubSealed;
    private bool _deviceSealed;

    public PairingKeys(SecretBuffer shared, Bytes32 transcript)
    {
        _transcript = transcript;
        using var root = new SecretBuffer(KeyBytes);
        HKDF.Extract(HashAlgorithmName.SHA256, shared.Span, transcript.ToArray(), root.Span);
        HKDF.Expand(HashAlgorithmName.SHA256, root.Span, _hubProof.Span, "EdgeAgent pairing 1 proof hub"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, root.Span, _deviceProof.Span, "EdgeAgent pairing 1 proof device"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, root.Span, _hubSeal.Span, "EdgeAgent pairing 1 seal hub"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, root.Span, _deviceSeal.Span, "EdgeAgent pairing 1 seal device"u8);
    }

    public Bytes32 HubProof() => Prove(_hubProof, "hub"u8);

    public Bytes32 DeviceProof() => Prove(_deviceProof, "device"u8);

    /// <summary>In time that does not depend on where the two differ.</summary>
    public bool IsHubProof(Bytes32 mac) => Same(HubProof(), mac);

    /// <inheritdoc cref="IsHubProof"/>
    public bool IsDeviceProof(Bytes32 mac) => Same(DeviceProof(), mac);

    /// <exception cref="InvalidOperationException">The hub has sealed its one message already.</exception>
    public byte[] HubSeal(ReadOnlySpan<byte> plaintext) => Seal(_hubSeal, ref _hubSealed, plaintext);

    /// <exception cref="InvalidOperationException">The device has sealed its one message already.</exception>
    public byte[] DeviceSeal(ReadOnlySpan<byte> plaintext) => Seal(_deviceSeal, ref _deviceSealed, plaintext);

    /// <summary>The hub's message; none where it is not what the hub sealed in this run.</summary>
    public byte[]? OpenHub(ReadOnlySpan<byte> envelope) => Open(_hubSeal, envelope);

    /// <summary>The device's message; none where it is not what the device sealed in this run.</summary>
    public byte[]? OpenDevice(ReadOnlySpan<byte> envelope) => Open(_deviceSeal, envelope);

    public void Dispose()
    {
        _hubProof.Dispose();
        _deviceProof.Dispose();
        _hubSeal.Dispose();
        _deviceSeal.Dispose();
    }

    private static bool Same(Bytes32 expected, Bytes32 given) =>
        CryptographicOperations.FixedTimeEquals(expected.ToArray(), given.ToArray());

    private Bytes32 Prove(SecretBuffer key, ReadOnlySpan<byte> side)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        mac.AppendData(side);
        mac.AppendData(_transcript.ToArray());
        return new Bytes32(mac.GetHashAndReset());
    }

    private byte[] Seal(SecretBuffer key, ref bool used, ReadOnlySpan<byte> plaintext)
    {
        if (used)
        {
            throw new InvalidOperationException("This key has sealed its one message.");
        }
        used = true;
        using var cipher = new AesGcm(key.Span, TagBytes);
        var envelope = new byte[plaintext.Length + TagBytes];
        Span<byte> nonce = stackalloc byte[NonceBytes];
        nonce.Clear();
        cipher.Encrypt(
            nonce,
            plaintext,
            envelope.AsSpan(0, plaintext.Length),
            envelope.AsSpan(plaintext.Length),
            _transcript.ToArray());
        return envelope;
    }

    private byte[]? Open(SecretBuffer key, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length < TagBytes)
        {
            return null;
        }
        using var cipher = new AesGcm(key.Span, TagBytes);
        var plaintext = new byte[envelope.Length - TagBytes];
        Span<byte> nonce = stackalloc byte[NonceBytes];
        nonce.Clear();
        try
        {
            cipher.Decrypt(nonce, envelope[..^TagBytes], envelope[^TagBytes..], plaintext, _transcript.ToArray());
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}

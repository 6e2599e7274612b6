using System.Security.Cryptography;

namespace EdgeAgent.Pairing;

/// <summary>Bytes that must not outlive their use: at a fixed place in memory, so that no copy is left behind by the collector, and zeroed on dispose.</summary>
internal sealed class SecretBuffer : IDisposable
{
    private readonly byte[] _bytes;
    private bool _disposed;

    public SecretBuffer(int sizeBytes) => _bytes = GC.AllocateArray<byte>(sizeBytes, pinned: true);

    public SecretBuffer(ReadOnlySpan<byte> source)
        : this(source.Length) => source.CopyTo(_bytes);

    /// <exception cref="ObjectDisposedException">The secret is gone.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    public static SecretBuffer Random(int sizeBytes)
    {
        var buffer = new SecretBuffer(sizeBytes);
        RandomNumberGenerator.Fill(buffer._bytes);
        return buffer;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _disposed = true;
    }
}

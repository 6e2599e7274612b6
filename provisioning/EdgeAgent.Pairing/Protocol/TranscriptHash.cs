using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Protocol;

/// <summary>SHA-256 over labelled fields, each behind its length (four bytes, big endian), so that no two lists of fields read the same.</summary>
internal sealed class TranscriptHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public TranscriptHash(ReadOnlySpan<byte> label) => Add(label);

    public TranscriptHash Add(ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        _hash.AppendData(length);
        _hash.AppendData(field);
        return this;
    }

    public TranscriptHash Add(string field) => Add(Encoding.UTF8.GetBytes(field));

    public TranscriptHash Add(Bytes32 field) => Add(field.ToArray());

    public TranscriptHash Add(Address field) => Add(field.ToArray());

    public TranscriptHash Add(long field)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, field);
        return Add(bytes);
    }

    public Bytes32 Finish() => new(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}

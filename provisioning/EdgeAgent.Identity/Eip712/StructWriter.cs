using System.Buffers.Binary;
using System.Diagnostics;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Eip712;

/// <summary>Encodes the members of a struct of static types, one 32-byte word each, into a buffer of the caller (EIP-712, encodeData).</summary>
internal ref struct StructWriter(Span<byte> buffer)
{
    /// <summary>Bytes of one member.</summary>
    public const int WordBytes = 32;

    private readonly Span<byte> _buffer = buffer;
    private int _at;

    /// <summary>A hash; also stands for a dynamic member or a nested struct, by its hash.</summary>
    public StructWriter Add(Bytes32 value)
    {
        value.CopyTo(_buffer[_at..]);
        _at += WordBytes;
        return this;
    }

    /// <summary>An address: 12 zero bytes, then its 20.</summary>
    public StructWriter Add(Address value)
    {
        _buffer.Slice(_at, WordBytes - Address.SizeBytes).Clear();
        value.CopyTo(_buffer[(_at + WordBytes - Address.SizeBytes)..]);
        _at += WordBytes;
        return this;
    }

    /// <summary>An unsigned integer of any width, big-endian.</summary>
    public StructWriter Add(UInt128 value)
    {
        _buffer.Slice(_at, WordBytes / 2).Clear();
        BinaryPrimitives.WriteUInt128BigEndian(_buffer[(_at + (WordBytes / 2))..], value);
        _at += WordBytes;
        return this;
    }

    /// <summary>hashStruct: keccak256 of the buffer, which must be full.</summary>
    public readonly Bytes32 Hash()
    {
        Debug.Assert(_at == _buffer.Length, "The buffer is sized for the type.");
        return Keccak256.Hash(_buffer[.._at]);
    }
}

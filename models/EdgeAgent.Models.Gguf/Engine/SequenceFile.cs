using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>A stored sequence: what it was computed with, its tokens, and its keys and values as llama.cpp writes them.</summary>
/// <remarks>
/// In order: the 8 bytes <c>EAKVSEQ1</c>; origin (length i32, UTF-8: model digest, build, processor's library); adapter
/// (length i32, -1 for none, UTF-8); number of tokens i32; the tokens, i32 each; length of the state i64; the state;
/// SHA-256 of all before. Little-endian.
/// </remarks>
/// <param name="Origin">Model, build and library that computed it: another one would read other numbers.</param>
/// <param name="Adapter">The adapter; null: none.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="State">For llama_state_seq_set_data.</param>
internal sealed record SequenceFile(string Origin, string? Adapter, int[] Tokens, byte[] State)
{
    private const int MaxTextBytes = 1024;

    private static readonly byte[] s_magic = "EAKVSEQ1"u8.ToArray();

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        bytes.Write(s_magic);
        Write(bytes, Origin);
        Write(bytes, Adapter);
        Write(bytes, Tokens.Length);
        foreach (var token in Tokens)
        {
            Write(bytes, token);
        }
        Span<byte> eight = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(eight, State.Length);
        bytes.Write(eight);
        bytes.Write(State);
        bytes.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null: it is something else, or damaged.</summary>
    public static SequenceFile? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < s_magic.Length + SHA256.HashSizeInBytes || !bytes.StartsWith(s_magic)
            || !SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..]))
        {
            return null;
        }
        var rest = bytes[s_magic.Length..^SHA256.HashSizeInBytes];
        if (!TryText(ref rest, out var origin) || origin is null || !TryText(ref rest, out var adapter)
            || !TryNumber(ref rest, out var count) || count < 0 || (long)count * sizeof(int) + sizeof(long) > rest.Length)
        {
            return null;
        }
        var tokens = MemoryMarshal.Cast<byte, int>(rest[..(count * sizeof(int))]).ToArray();
        rest = rest[(count * sizeof(int))..];
        return BinaryPrimitives.ReadInt64LittleEndian(rest) == rest.Length - sizeof(long)
            ? new SequenceFile(origin, adapter, tokens, rest[sizeof(long)..].ToArray())
            : null;
    }

    private static void Write(MemoryStream bytes, string? text)
    {
        Write(bytes, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        bytes.Write(Encoding.UTF8.GetBytes(text ?? ""));
    }

    private static void Write(MemoryStream bytes, int number)
    {
        Span<byte> four = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(four, number);
        bytes.Write(four);
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> rest, out int number)
    {
        var isThere = BinaryPrimitives.TryReadInt32LittleEndian(rest, out number);
        rest = isThere ? rest[sizeof(int)..] : rest;
        return isThere;
    }

    private static bool TryText(ref ReadOnlySpan<byte> rest, out string? text)
    {
        text = null;
        if (!TryNumber(ref rest, out var length) || length is < -1 or > MaxTextBytes || length > rest.Length)
        {
            return false;
        }
        if (length >= 0)
        {
            text = Encoding.UTF8.GetString(rest[..length]);
            rest = rest[length..];
        }
        return true;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Models.Training.Export;

/// <summary>Encodes floats as GGUF tensors hold them.</summary>
internal static class TensorEncoding
{
    /// <summary>Values of one block of Q8_0.</summary>
    public const int BlockValues = 32;

    /// <summary>Bytes of one block of Q8_0.</summary>
    public const int BlockBytes = 2 + BlockValues;

    /// <summary>Writes values as F32 or Q8_0.</summary>
    /// <exception cref="ArgumentException">Another encoding.</exception>
    public static void Write(ReadOnlySpan<float> values, GgmlType type, Stream output)
    {
        switch (type)
        {
            case GgmlType.F32:
                output.Write(MemoryMarshal.AsBytes(values)); // little endian, as this trainer's machines are
                break;
            case GgmlType.Q8_0:
                Span<byte> block = stackalloc byte[BlockBytes];
                for (var i = 0; i < values.Length; i += BlockValues)
                {
                    Quantize(values.Slice(i, BlockValues), block);
                    output.Write(block);
                }
                break;
            default:
                throw new ArgumentException($"{type} is not written by this tool.", nameof(type));
        }
    }

    /// <summary>One block of Q8_0: a half-precision scale, largest value / 127, and 32 signed bytes (ggml-quants.c).</summary>
    public static void Quantize(ReadOnlySpan<float> values, Span<byte> block)
    {
        var largest = 0f;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }
        var scale = largest / 127;
        var inverse = scale == 0 ? 0 : 1 / scale;
        BinaryPrimitives.WriteHalfLittleEndian(block, (Half)scale);
        for (var i = 0; i < BlockValues; i++)
        {
            block[2 + i] = (byte)(sbyte)MathF.Round(values[i] * inverse, MidpointRounding.AwayFromZero);
        }
    }
}

using System.Buffers.Binary;
using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Models.Gguf.RandomModels;

/// <summary>Fills tensors with random weights, encoded directly, a row at a time.</summary>
internal sealed class RandomTensorWriter(ulong seed)
{
    private const int BlockElements = 32;
    private const double UniformSpread = 1.7320508075688772; // uniform on ±a has deviation a/√3
    private const double NibbleDeviation = 4.6368092477478525; // of -8..7, taken with a random sign

    private ulong _state = seed;

    /// <summary>Writes ones: the weights of a norm.</summary>
    public static void WriteOnes(GgufTensorInfo tensor, Stream output)
    {
        Span<byte> one = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(one, 1);
        for (var i = 0L; i < tensor.Elements; i++)
        {
            output.Write(one);
        }
    }

    /// <summary>Writes a matrix whose weights have mean 0.</summary>
    /// <param name="tensor">Two dimensions; F32, F16, Q8_0 or Q4_0.</param>
    /// <param name="deviation">Standard deviation of the weights, by row.</param>
    /// <param name="output">Takes the rows.</param>
    public void WriteMatrix(GgufTensorInfo tensor, Func<long, double> deviation, Stream output)
    {
        var elements = (int)tensor.Dimensions[0];
        var row = new byte[tensor.SizeBytes / tensor.Dimensions[1]];
        for (var i = 0L; i < tensor.Dimensions[1]; i++)
        {
            switch (tensor.Type)
            {
                case GgmlType.F32:
                    FillF32(row, elements, deviation(i));
                    break;
                case GgmlType.F16:
                    FillF16(row, elements, deviation(i));
                    break;
                case GgmlType.Q8_0:
                    FillQ8(row, deviation(i));
                    break;
                case GgmlType.Q4_0:
                    FillQ4(row, deviation(i));
                    break;
                default:
                    throw new ArgumentException($"{tensor.Type} is not made here.", nameof(tensor));
            }
            output.Write(row);
        }
    }

    private void FillF32(Span<byte> row, int elements, double deviation)
    {
        for (var i = 0; i < elements; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(row[(i * sizeof(float))..], (float)Uniform(deviation));
        }
    }

    private void FillF16(Span<byte> row, int elements, double deviation)
    {
        for (var i = 0; i < elements; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(row[(i * 2)..], (Half)Uniform(deviation));
        }
    }

    /// <summary>ggml-common.h, block_q8_0: scale as float16, 32 signed bytes; weight = scale · byte.</summary>
    private void FillQ8(Span<byte> row, double deviation)
    {
        var scale = (Half)(deviation * UniformSpread / sbyte.MaxValue);
        for (; !row.IsEmpty; row = row[(sizeof(ushort) + BlockElements)..])
        {
            BinaryPrimitives.WriteHalfLittleEndian(row, scale);
            for (var i = 0; i < BlockElements; i += sizeof(ulong))
            {
                BinaryPrimitives.WriteUInt64LittleEndian(row[(sizeof(ushort) + i)..], Next());
            }
        }
    }

    /// <summary>ggml-common.h, block_q4_0: scale as float16, 32 nibbles; weight = scale · (nibble - 8).</summary>
    private void FillQ4(Span<byte> row, double deviation)
    {
        var scale = (Half)(deviation / NibbleDeviation);
        for (; !row.IsEmpty; row = row[(sizeof(ushort) + (BlockElements / 2))..])
        {
            // The nibbles' mean is -0.5: a random sign of the scale takes it out.
            BinaryPrimitives.WriteHalfLittleEndian(row, (Next() & 1) == 0 ? scale : -scale);
            BinaryPrimitives.WriteUInt64LittleEndian(row[sizeof(ushort)..], Next());
            BinaryPrimitives.WriteUInt64LittleEndian(row[(sizeof(ushort) + sizeof(ulong))..], Next());
        }
    }

    private double Uniform(double deviation) =>
        ((Next() >> 11) * (2.0 / (1L << 53)) - 1) * UniformSpread * deviation;

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014): fast, and the same everywhere.</summary>
    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

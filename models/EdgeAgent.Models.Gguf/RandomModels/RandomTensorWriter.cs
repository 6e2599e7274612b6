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

    /// <summary>Writes a matrix.</summary>
    /// <param name="tensor">Two dimensions; F32, F16, Q8_0 or Q4_0.</param>
    /// <param name="rowAt">Describes a row.</param>
    /// <param name="output">Takes the rows.</param>
    public void WriteMatrix(GgufTensorInfo tensor, Func<long, RandomRow> rowAt, Stream output)
    {
        var elements = (int)tensor.Dimensions[0];
        var bytes = new byte[tensor.SizeBytes / tensor.Dimensions[1]];
        for (var i = 0L; i < tensor.Dimensions[1]; i++)
        {
            var row = rowAt(i);
            switch (tensor.Type)
            {
                case GgmlType.F32:
                    FillF32(bytes, elements, row);
                    break;
                case GgmlType.F16:
                    FillF16(bytes, elements, row);
                    break;
                case GgmlType.Q8_0:
                    FillQ8(bytes, row);
                    break;
                case GgmlType.Q4_0:
                    FillQ4(bytes, row);
                    break;
                default:
                    throw new ArgumentException($"{tensor.Type} is not made here.", nameof(tensor));
            }
            output.Write(bytes);
        }
    }

    private void FillF32(Span<byte> bytes, int elements, RandomRow row)
    {
        for (var i = 0; i < elements; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], (float)Weight(row, i));
        }
    }

    private void FillF16(Span<byte> bytes, int elements, RandomRow row)
    {
        for (var i = 0; i < elements; i++)
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes[(i * 2)..], (Half)Weight(row, i));
        }
    }

    /// <summary>ggml-common.h, block_q8_0: scale as float16, 32 signed bytes; weight = scale · byte.</summary>
    private void FillQ8(Span<byte> bytes, RandomRow row)
    {
        var scale = (Half)(row.Deviation * UniformSpread / sbyte.MaxValue);
        for (var rest = bytes; !rest.IsEmpty; rest = rest[(sizeof(ushort) + BlockElements)..])
        {
            BinaryPrimitives.WriteHalfLittleEndian(rest, scale);
            for (var i = 0; i < BlockElements; i += sizeof(ulong))
            {
                BinaryPrimitives.WriteUInt64LittleEndian(rest[(sizeof(ushort) + i)..], Next());
            }
        }
        if (row is { First: { } first, Deviation: 0 })
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)(first / sbyte.MaxValue));
            bytes.Slice(sizeof(ushort), BlockElements).Clear();
            bytes[sizeof(ushort)] = (byte)sbyte.MaxValue;
        }
        else if (row.First is { } value)
        {
            bytes[sizeof(ushort)] = (byte)(sbyte)Math.Clamp(Math.Round(value / (double)scale), -sbyte.MaxValue, sbyte.MaxValue);
        }
    }

    /// <summary>
    /// ggml-common.h, block_q4_0: scale as float16, 32 nibbles, the first in the lower half of the first byte; weight =
    /// scale · (nibble - 8).
    /// </summary>
    private void FillQ4(Span<byte> bytes, RandomRow row)
    {
        const int middle = 8;
        const int middlePair = 0x88;
        var scale = (Half)(row.Deviation / NibbleDeviation);
        for (var rest = bytes; !rest.IsEmpty; rest = rest[(sizeof(ushort) + (BlockElements / 2))..])
        {
            // The nibbles' mean is -0.5: a random sign of the scale takes it out.
            BinaryPrimitives.WriteHalfLittleEndian(rest, (Next() & 1) == 0 ? scale : -scale);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[sizeof(ushort)..], Next());
            BinaryPrimitives.WriteUInt64LittleEndian(rest[(sizeof(ushort) + sizeof(ulong))..], Next());
        }
        if (row is { First: { } first, Deviation: 0 })
        {
            BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)(first / -middle));
            bytes.Slice(sizeof(ushort), BlockElements / 2).Fill(middlePair);
            bytes[sizeof(ushort)] = middlePair & 0xF0;
        }
        else if (row.First is { } value)
        {
            var steps = Math.Round(value / (double)BinaryPrimitives.ReadHalfLittleEndian(bytes));
            var nibble = (byte)(Math.Clamp(steps, -middle, middle - 1) + middle);
            bytes[sizeof(ushort)] = (byte)((bytes[sizeof(ushort)] & 0xF0) | nibble);
        }
    }

    private double Weight(RandomRow row, int index)
    {
        var random = ((Next() >> 11) * (2.0 / (1L << 53)) - 1) * UniformSpread * row.Deviation;
        return index == 0 ? row.First ?? random : random;
    }

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

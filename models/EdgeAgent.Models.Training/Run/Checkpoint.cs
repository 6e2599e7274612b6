using System.Runtime.InteropServices;
using EdgeAgent.Models.Training.Compute;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Optimize;

namespace EdgeAgent.Models.Training.Run;

/// <summary>The whole state of a run in one file: counters, weights, average, optimizer.</summary>
/// <remarks>Little endian: magic, steps, tokens, then weights, average, first and second moments as float32.</remarks>
internal static class Checkpoint
{
    private const ulong Magic = 0x31_54_50_4B_43_41_45_45; // "EEACKPT1"

    /// <summary>Writes the state so that a crash leaves the old or the new file.</summary>
    public static void Save(string file, LlamaModel model, Optimizer optimizer, long tokens)
    {
        using (var stream = new FileStream(file + ".new", FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            stream.Write(MemoryMarshal.AsBytes([Magic, (ulong)optimizer.Steps, (ulong)tokens, (ulong)model.Layout.Length]));
            foreach (var block in Blocks(model, optimizer))
            {
                stream.Write(MemoryMarshal.AsBytes(block.Span));
            }
            stream.Flush(flushToDisk: true);
        }
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Reads the state into a model and an optimizer of the same shape.</summary>
    /// <returns>Tokens of training so far.</returns>
    /// <exception cref="InvalidDataException">The file belongs to another shape or is no checkpoint.</exception>
    public static long Load(string file, LlamaModel model, Optimizer optimizer)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        var header = new ulong[4];
        stream.ReadExactly(MemoryMarshal.AsBytes(header.AsSpan()));
        if (header[0] != Magic || header[3] != (ulong)model.Layout.Length)
        {
            throw new InvalidDataException($"{file} is no checkpoint of a model with {model.Layout.Length} weights.");
        }
        foreach (var block in Blocks(model, optimizer))
        {
            stream.ReadExactly(MemoryMarshal.AsBytes(block.Span));
        }
        optimizer.Steps = (long)header[1];
        model.Pack();
        return (long)header[2];
    }

    private static FloatBuffer[] Blocks(LlamaModel model, Optimizer optimizer) =>
        [model.Weights, optimizer.Average, optimizer.First, optimizer.Second];
}

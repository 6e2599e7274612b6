using System.Buffers.Binary;
using System.Runtime.InteropServices;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Training.Export;
using EdgeAgent.Models.Training.Model;

namespace EdgeAgent.Models.Training.Run;

/// <summary>The first release's weights and merges, which later runs go on from; in the folder <c>Start</c>.</summary>
internal static class StartWeights
{
    /// <summary>Merges of the tokenizer, in order, two pieces a line.</summary>
    public static string[] Merges()
    {
        using var reader = new StreamReader(Open("start/merges.txt"));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Fills the model.</summary>
    /// <exception cref="InvalidDataException">The file holds another shape.</exception>
    public static void Load(LlamaModel model)
    {
        using var bytes = new MemoryStream();
        using (var stream = Open("start/weights.gguf"))
        {
            stream.CopyTo(bytes);
        }
        bytes.Position = 0;
        var file = GgufFile.Read(bytes);
        var tensors = file.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach (var tensor in model.Layout.Tensors)
        {
            if (!tensors.TryGetValue(tensor.Name, out var info) || info.Elements != tensor.Length)
            {
                throw new InvalidDataException($"The start weights have no {tensor.Name} of {tensor.Length} values.");
            }
            var data = bytes.GetBuffer().AsSpan(checked((int)(file.DataOffset + info.Offset)), checked((int)info.SizeBytes));
            Read(data, info.Type, model.Weights.Span.Slice(checked((int)tensor.Offset), tensor.Length));
        }
        model.Pack();
    }

    private static void Read(ReadOnlySpan<byte> data, GgmlType type, Span<float> values)
    {
        if (type == GgmlType.F32)
        {
            MemoryMarshal.Cast<byte, float>(data).CopyTo(values);
            return;
        }
        for (var i = 0; i < values.Length; i += TensorEncoding.BlockValues)
        {
            var block = data.Slice(i / TensorEncoding.BlockValues * TensorEncoding.BlockBytes, TensorEncoding.BlockBytes);
            var scale = (float)BinaryPrimitives.ReadHalfLittleEndian(block);
            for (var j = 0; j < TensorEncoding.BlockValues; j++)
            {
                values[i + j] = scale * (sbyte)block[2 + j];
            }
        }
    }

    private static Stream Open(string name) =>
        typeof(StartWeights).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
}

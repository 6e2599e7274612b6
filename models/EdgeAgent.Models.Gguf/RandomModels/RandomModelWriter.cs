using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Models.Gguf.RandomModels;

/// <summary>
/// Makes GGUF files with random weights in the shape of real models: for tests, benchmarks and a hub that has no model
/// yet. Their text means nothing. The same shape, encoding and seed give the same bytes everywhere.
/// </summary>
public static class RandomModelWriter
{
    /// <summary>Like a trained model's, the logits are uneven enough that sampling has something to cut.</summary>
    private const double LogitDeviation = 4.5;

    /// <summary>The constant first element of every embedding, which no layer changes; a sign for the output matrix.</summary>
    private const double Marker = 1.7;

    /// <summary>
    /// What the output rows of control and byte tokens make of the marker: so answers are readable and do not end.
    /// </summary>
    private const double UnreadableWeight = -60;

    private const int FileBufferBytes = 1 << 20;
    private const string Output = "output.weight";
    private const string Embedding = "token_embd.weight";

    /// <summary>Writes a file; it appears under its name when it is whole.</summary>
    /// <param name="path">Replaced if it exists.</param>
    /// <param name="shape">Sizes.</param>
    /// <param name="quantization">Encoding of the matrices.</param>
    /// <param name="seed">Of the weights.</param>
    /// <param name="cancellationToken">Leaves no file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task WriteAsync(
        string path, LlamaShape shape, RandomQuantization quantization, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(shape);
        if (!shape.FitsTogether)
        {
            throw new ArgumentException($"The sizes of {shape.Name} do not make a Llama.", nameof(shape));
        }
        return Task.Run(() => WriteFile(path, shape, quantization, seed, cancellationToken), cancellationToken);
    }

    /// <summary>Writes to a stream.</summary>
    internal static void Write(
        Stream output, LlamaShape shape, RandomQuantization quantization, ulong seed, CancellationToken cancellationToken)
    {
        using var writer = new GgufWriter();
        AddMetadata(writer, shape, quantization);
        AddTensors(writer, shape, quantization);
        var tensorNumber = 0ul;
        writer.Write(output, (tensor, stream) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tensor.Dimensions.Length == 1)
            {
                RandomTensorWriter.WriteOnes(tensor, stream);
                return;
            }
            var weights = new RandomTensorWriter(seed ^ (++tensorNumber * 0xD1342543DE82EF95));
            weights.WriteMatrix(tensor, RowsOf(tensor, shape), stream);
        });
    }

    private static void WriteFile(
        string path, LlamaShape shape, RandomQuantization quantization, ulong seed, CancellationToken cancellationToken)
    {
        var partial = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileBufferBytes))
            {
                Write(file, shape, quantization, seed, cancellationToken);
            }
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static void AddMetadata(GgufWriter writer, LlamaShape shape, RandomQuantization quantization)
    {
        writer.Add(GgufKeys.Architecture, "llama");
        writer.Add(GgufKeys.Name, shape.Name);
        writer.Add(GgufKeys.FileType, FileType(quantization));
        writer.Add(GgufKeys.QuantizationVersion, 2u);
        writer.Add($"llama.{GgufKeys.ContextLength}", (uint)shape.ContextTokens);
        writer.Add($"llama.{GgufKeys.EmbeddingLength}", (uint)shape.EmbeddingLength);
        writer.Add($"llama.{GgufKeys.BlockCount}", (uint)shape.Layers);
        writer.Add($"llama.{GgufKeys.FeedForwardLength}", (uint)shape.FeedForwardLength);
        writer.Add($"llama.{GgufKeys.HeadCount}", (uint)shape.Heads);
        writer.Add($"llama.{GgufKeys.HeadCountKv}", (uint)shape.KvHeads);
        writer.Add("llama.rope.dimension_count", (uint)(shape.EmbeddingLength / shape.Heads));
        writer.Add("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        writer.Add("llama.vocab_size", (uint)shape.VocabularyTokens);
        RandomVocabulary.AddTo(writer, shape.VocabularyTokens);
    }

    private static void AddTensors(GgufWriter writer, LlamaShape shape, RandomQuantization quantization)
    {
        var (width, inner) = (shape.EmbeddingLength, shape.FeedForwardLength);
        AddMatrix(Embedding, width, shape.VocabularyTokens);
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            var block = $"blk.{layer}";
            writer.AddTensor($"{block}.attn_norm.weight", GgmlType.F32, width);
            AddMatrix($"{block}.attn_q.weight", width, width);
            AddMatrix($"{block}.attn_k.weight", width, shape.KvLength);
            AddMatrix($"{block}.attn_v.weight", width, shape.KvLength);
            AddMatrix($"{block}.attn_output.weight", width, width);
            writer.AddTensor($"{block}.ffn_norm.weight", GgmlType.F32, width);
            AddMatrix($"{block}.ffn_gate.weight", width, inner);
            AddMatrix($"{block}.ffn_up.weight", width, inner);
            AddMatrix($"{block}.ffn_down.weight", inner, width);
        }
        writer.AddTensor("output_norm.weight", GgmlType.F32, width);
        if (!shape.TiedEmbeddings)
        {
            AddMatrix(Output, width, shape.VocabularyTokens);
        }

        void AddMatrix(string name, long row, long rows) => writer.AddTensor(name, MatrixType(quantization, row), row, rows);
    }

    /// <summary>A matrix keeps the size of what it maps; embeddings have size 1, logits theirs.</summary>
    private static Func<long, RandomRow> RowsOf(GgufTensorInfo tensor, LlamaShape shape)
    {
        var usual = 1 / Math.Sqrt(tensor.Dimensions[0]);
        if (shape.TiedEmbeddings)
        {
            // One matrix cannot both mark embeddings and avoid the mark; large vocabularies have few such tokens.
            return tensor.Name is Embedding ? _ => new RandomRow(LogitDeviation * usual) : _ => new RandomRow(usual);
        }
        return tensor.Name switch
        {
            Embedding => _ => new RandomRow(1, Marker),
            Output => row => row < RandomVocabulary.FirstReadable
                ? new RandomRow(0, UnreadableWeight)
                : new RandomRow(LogitDeviation * usual),
            _ when tensor.Name.EndsWith("attn_output.weight", StringComparison.Ordinal) ||
                tensor.Name.EndsWith("ffn_down.weight", StringComparison.Ordinal) =>
                row => new RandomRow(row == 0 ? 0 : usual),
            _ => _ => new RandomRow(usual),
        };
    }

    private static GgmlType MatrixType(RandomQuantization quantization, long row) => quantization switch
    {
        RandomQuantization.F32 => GgmlType.F32,
        RandomQuantization.Q8_0 when row % 32 == 0 => GgmlType.Q8_0,
        RandomQuantization.Q4_0 when row % 32 == 0 => GgmlType.Q4_0,
        _ => GgmlType.F16,
    };

    /// <summary>llama.h: enum llama_ftype.</summary>
    private static uint FileType(RandomQuantization quantization) => quantization switch
    {
        RandomQuantization.F32 => 0,
        RandomQuantization.F16 => 1,
        RandomQuantization.Q4_0 => 2,
        _ => 7,
    };
}

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>What a language model's header says about it, for claims, catalogues and the decision to load it.</summary>
/// <param name="Architecture">As in the file, for example <c>llama</c>.</param>
/// <param name="Name">The model's own name, or its architecture where it has none.</param>
/// <param name="Parameters">Sum of the elements of all tensors.</param>
/// <param name="ActiveParameters">
/// The same, where of each tensor of experts only the share that one token uses counts.
/// </param>
/// <param name="WeightBytes">Sum of the sizes of all tensors.</param>
/// <param name="TrainedContextTokens">Context that the model was trained for.</param>
/// <param name="VocabularyTokens">Number of tokens.</param>
/// <param name="Layers">Number of blocks.</param>
/// <param name="EmbeddingLength">Width of the model.</param>
/// <param name="ContextBytesPerToken">What one token of context takes in memory, at most.</param>
public sealed record GgufModelFacts(
    string Architecture,
    string Name,
    long Parameters,
    long ActiveParameters,
    long WeightBytes,
    int TrainedContextTokens,
    int VocabularyTokens,
    int Layers,
    int EmbeddingLength,
    long ContextBytesPerToken)
{
    private const string RopeFactors = "rope_factors_long.weight";

    private static readonly string[] s_summingArchitectures = ["mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"];

    /// <summary>Width inside the feed-forward part; of the experts that one token uses.</summary>
    public int FeedForwardLength { get; init; }

    /// <summary>
    /// Most tokens that all sequences together may have in memory: the library takes other rotation factors for memories
    /// longer than the original training, however short each sequence is.
    /// </summary>
    public int MostCells { get; init; } = int.MaxValue;

    /// <summary>Whether the library keeps a copy of the weights, arranged for this processor (ggml-cpu/repack.cpp).</summary>
    public bool IsRearranged { get; init; }

    /// <summary>Whether the model keeps one state of fixed size for a sequence and no context that grows.</summary>
    public bool SumsUpContext => s_summingArchitectures.Contains(Architecture, StringComparer.Ordinal);

    /// <summary>llama-kv-cells.h keeps about so much for each token beside keys and values.</summary>
    private const int CellBytes = 32;

    /// <summary>Takes the facts and checks those that native code relies on.</summary>
    /// <exception cref="ModelFormatException">No language model, or with numbers that no model has.</exception>
    public static GgufModelFacts Of(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var architecture = file.Text(GgufKeys.Architecture);
        if (string.IsNullOrEmpty(architecture))
        {
            throw new ModelFormatException($"The file has no {GgufKeys.Architecture}: it is no model.");
        }
        if (file.Tensors.Count == 0)
        {
            throw new ModelFormatException("The file has no tensors: it is a vocabulary, not a model.");
        }
        var numbers = new ModelNumbers(file, architecture);
        return new GgufModelFacts(
            architecture,
            file.Text(GgufKeys.Name) is { Length: > 0 } name ? name : architecture,
            Sum(file.Tensors, static tensor => tensor.Elements),
            Sum(file.Tensors, tensor => ActiveElements(tensor, numbers)),
            Sum(file.Tensors, static tensor => tensor.SizeBytes),
            numbers.ContextTokens,
            CountTokens(file),
            numbers.Layers,
            numbers.Width,
            CellBytes + (numbers.Layers * numbers.KeyAndValueBytes))
        {
            FeedForwardLength = numbers.FeedForwardWidth,
            IsRearranged = file.Tensors.Any(static tensor => IsRearrangedType(tensor.Type)),
            MostCells = file.Tensors.Any(static tensor => tensor.Name.EndsWith(RopeFactors, StringComparison.Ordinal))
                ? (int)Math.Min(file.WholeNumber($"{architecture}.{GgufKeys.OriginalContextLength}") ?? int.MaxValue, int.MaxValue)
                : int.MaxValue,
        };
    }

    private static bool IsArm { get; } = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
        == System.Runtime.InteropServices.Architecture.Arm64;

    private static bool IsRearrangedType(GgmlType type) =>
        type is GgmlType.Q4_0 or GgmlType.Q4_K or GgmlType.Q2_K or GgmlType.IQ4_NL
        || (type is GgmlType.Q8_0 && IsArm);

    private static int CountTokens(GgufFile file)
    {
        var tokens = file.Array(GgufKeys.Tokens);
        if (tokens is not { ElementType: GgufValueType.Text, Count: > 0 and <= GgufLimits.MaxVocabularyTokens })
        {
            throw new ModelFormatException(
                $"The file has no {GgufKeys.Tokens}, or more than {GgufLimits.MaxVocabularyTokens}.");
        }
        // llama.cpp's tokenizer of this kind throws through its C interface, which ends the process.
        return file.Text(GgufKeys.Tokenizer) is not "llama" || file.HasEveryByteToken
            ? tokens.Count
            : throw new ModelFormatException(
                "The vocabulary lacks tokens for single bytes: it cannot encode every text.");
    }

    private static long ActiveElements(GgufTensorInfo tensor, ModelNumbers numbers) =>
        numbers.Experts > 0
        && tensor.Name.Contains("_exps.", StringComparison.Ordinal)
        && tensor.Dimensions[^1] == numbers.Experts
            ? tensor.Elements / numbers.Experts * numbers.UsedExperts
            : tensor.Elements;

    private static long Sum(IReadOnlyList<GgufTensorInfo> tensors, Func<GgufTensorInfo, long> size)
    {
        try
        {
            return tensors.Aggregate(0L, (sum, tensor) => checked(sum + size(tensor)));
        }
        catch (OverflowException overflow)
        {
            throw new ModelFormatException("The tensors together have more elements than any file.", overflow);
        }
    }
}

using static System.FormattableString;

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>What a language model's header says about it, for claims, catalogues and the decision to load it.</summary>
/// <param name="Architecture">As in the file, for example <c>llama</c>.</param>
/// <param name="Name">The model's own name, or its architecture where it has none.</param>
/// <param name="Parameters">Sum of the elements of all tensors.</param>
/// <param name="ActiveParameters">The same, where of each tensor of experts only the share that one token uses counts.</param>
/// <param name="WeightBytes">Sum of the sizes of all tensors.</param>
/// <param name="TrainedContextTokens">Context that the model was trained for.</param>
/// <param name="VocabularyTokens">Number of tokens.</param>
/// <param name="Layers">Number of blocks.</param>
/// <param name="EmbeddingLength">Width of the model.</param>
public sealed record GgufModelFacts(
    string Architecture,
    string Name,
    long Parameters,
    long ActiveParameters,
    long WeightBytes,
    int TrainedContextTokens,
    int VocabularyTokens,
    int Layers,
    int EmbeddingLength)
{
    private const int MaxLayers = 1024;
    private const int MaxEmbeddingLength = 1 << 20;
    private const int MaxHeads = 1 << 16;
    private const int MaxExperts = 4096;

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
        var tokens = file.Array(GgufKeys.Tokens);
        if (tokens is not { ElementType: GgufValueType.Text, Count: > 0 and <= GgufLimits.MaxVocabularyTokens })
        {
            throw new ModelFormatException($"The file has no {GgufKeys.Tokens}, or more than {GgufLimits.MaxVocabularyTokens}.");
        }
        CheckHeads(file, architecture);
        var experts = Number(file, architecture, GgufKeys.ExpertCount, 0, MaxExperts, absent: 0);
        var used = Number(file, architecture, GgufKeys.ExpertUsedCount, 0, Math.Max(experts, 0), absent: experts);
        return new GgufModelFacts(
            architecture,
            file.Text(GgufKeys.Name) is { Length: > 0 } name ? name : architecture,
            Sum(file.Tensors, static tensor => tensor.Elements),
            Sum(file.Tensors, tensor => ActiveElements(tensor, experts, used)),
            Sum(file.Tensors, static tensor => tensor.SizeBytes),
            Number(file, architecture, GgufKeys.ContextLength, 1, int.MaxValue),
            tokens.Count,
            Number(file, architecture, GgufKeys.BlockCount, 1, MaxLayers),
            Number(file, architecture, GgufKeys.EmbeddingLength, 1, MaxEmbeddingLength));
    }

    /// <summary>Some architectures give one number of heads for each layer; the native reader checks those arrays.</summary>
    private static void CheckHeads(GgufFile file, string architecture)
    {
        if (file.Array($"{architecture}.{GgufKeys.HeadCount}") is null)
        {
            var heads = Number(file, architecture, GgufKeys.HeadCount, 1, MaxHeads, absent: 1);
            if (file.Array($"{architecture}.{GgufKeys.HeadCountKv}") is null)
            {
                Number(file, architecture, GgufKeys.HeadCountKv, 1, heads, absent: heads);
            }
        }
    }

    private static int Number(GgufFile file, string architecture, string key, int least, int most, int absent = -1)
    {
        var name = $"{architecture}.{key}";
        if (!file.Has(name) && absent >= 0)
        {
            return absent;
        }
        return file.WholeNumber(name) switch
        {
            null => throw new ModelFormatException($"{name} is missing or no whole number."),
            { } value when value < least || value > most =>
                throw new ModelFormatException(Invariant($"{name} is {value}; {least} to {most} is possible.")),
            { } value => (int)value,
        };
    }

    private static long ActiveElements(GgufTensorInfo tensor, int experts, int used) =>
        experts > 0 && tensor.Name.Contains("_exps.", StringComparison.Ordinal) && tensor.Dimensions[^1] == experts
            ? tensor.Elements / experts * used
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

using static System.FormattableString;

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>
/// The numbers that describe a model's architecture, checked: llama.cpp asserts some of them, and an assertion that
/// fails ends the process (llama-model.cpp, load_hparams; ops.cpp).
/// </summary>
internal sealed class ModelNumbers
{
    private const int MaxLayers = 512; // llama-hparams.h: LLAMA_MAX_LAYERS
    private const int MaxExperts = 1024; // llama-hparams.h: LLAMA_MAX_EXPERTS
    private const int MaxLength = 1 << 20;
    private const int MaxHeads = 1 << 16;
    private const int KeyAndValue = 2;
    private const int HalfBytes = 2;

    private readonly GgufFile _file;
    private readonly string _architecture;

    /// <exception cref="ModelFormatException">A number that no model has.</exception>
    public ModelNumbers(GgufFile file, string architecture)
    {
        _file = file;
        _architecture = architecture;
        ContextTokens = Number(GgufKeys.ContextLength, 1, int.MaxValue);
        Layers = Number(GgufKeys.BlockCount, 1, MaxLayers);
        Width = Number(GgufKeys.EmbeddingLength, 1, MaxLength);
        Experts = Number(GgufKeys.ExpertCount, 0, MaxExperts, absent: 0);
        UsedExperts = CountUsedExperts();
        KeyAndValueBytes = CountKeyAndValueBytes();
        FeedForwardWidth = _file.Array($"{_architecture}.{GgufKeys.FeedForwardLength}") is null
            ? Number(GgufKeys.FeedForwardLength, 0, MaxLength, absent: 4 * Width)
            : 4 * Width;
        Number(GgufKeys.PredictLayers, 0, Layers, absent: 0);
        CheckExpertGroups();
        foreach (var key in file.Keys)
        {
            CheckEpsilon(key);
        }
    }

    public int ContextTokens { get; }

    public int Layers { get; }

    /// <summary>Length of an embedding.</summary>
    public int Width { get; }

    /// <summary>Width inside the feed-forward part, all experts that one token uses together; an estimate where unsaid.</summary>
    public int FeedForwardWidth { get; }

    public int Experts { get; }

    /// <summary>Experts that one token uses.</summary>
    public int UsedExperts { get; }

    /// <summary>Keys and values of one token in one layer, float16; an upper bound.</summary>
    public long KeyAndValueBytes { get; }

    private int CountUsedExperts()
    {
        // Given for each layer: counted as if all were used.
        if (_file.Array($"{_architecture}.{GgufKeys.ExpertUsedCount}") is not null)
        {
            return Experts;
        }
        return Experts > 0
            ? Number(GgufKeys.ExpertUsedCount, 1, Experts)
            : Number(GgufKeys.ExpertUsedCount, 0, 0, absent: 0);
    }

    private void CheckExpertGroups()
    {
        var groups = Number(GgufKeys.ExpertGroupCount, 0, Math.Max(Experts - 1, 0), absent: 0);
        if (groups > 1)
        {
            Number(GgufKeys.ExpertGroupUsedCount, 1, groups - 1);
            if (Experts % groups != 0)
            {
                throw new ModelFormatException($"{Experts} experts do not make {groups} equal groups.");
            }
        }
    }

    /// <remarks>
    /// Some architectures give a number of heads for each layer (the native reader checks those arrays), some have no
    /// attention; the width of the model bounds what they keep.
    /// </remarks>
    private long CountKeyAndValueBytes()
    {
        if (_file.Array($"{_architecture}.{GgufKeys.HeadCount}") is not null)
        {
            return (long)Width * KeyAndValue * HalfBytes;
        }
        var heads = Number(GgufKeys.HeadCount, 1, MaxHeads, absent: 1);
        var kvHeads = _file.Array($"{_architecture}.{GgufKeys.HeadCountKv}") is null
            ? Number(GgufKeys.HeadCountKv, 1, heads, absent: heads)
            : heads;
        var usual = Math.Max(1, Width / heads);
        var keyLength = Number(GgufKeys.KeyLength, 1, MaxLength, absent: usual);
        var valueLength = Number(GgufKeys.ValueLength, 1, MaxLength, absent: usual);
        return kvHeads * ((long)keyLength + valueLength) * HalfBytes;
    }

    private void CheckEpsilon(string key)
    {
        if (key.EndsWith("epsilon", StringComparison.Ordinal)
            && _file.FloatingPoint(key) is { } value && !(value >= 0 && value < 1))
        {
            throw new ModelFormatException(Invariant($"{key} is {value}; 0 to 1 is possible."));
        }
    }

    private int Number(string key, int least, int most, int absent = -1)
    {
        var name = $"{_architecture}.{key}";
        if (!_file.Has(name) && absent >= 0)
        {
            return absent;
        }
        return _file.WholeNumber(name) switch
        {
            null => throw new ModelFormatException($"{name} is missing or no whole number."),
            { } value when value < least || value > most =>
                throw new ModelFormatException(Invariant($"{name} is {value}; {least} to {most} is possible.")),
            { } value => (int)value,
        };
    }
}

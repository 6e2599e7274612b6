namespace EdgeAgent.Models.Gguf.Format;

/// <summary>What a file may hold at most. Real models stay far below; a hostile header ends here.</summary>
public static class GgufLimits
{
    /// <summary>Most metadata entries. The native reader compares each key with all before it.</summary>
    public const int MaxMetadataEntries = 4096;

    /// <summary>Most tensors. The native reader compares each name with all before it.</summary>
    public const int MaxTensors = 65_536;

    /// <summary>Longest key, bytes (GGUF specification: 2^16 - 1).</summary>
    public const int MaxKeyBytes = 65_535;

    /// <summary>Longest string value that stands alone, bytes; chat templates are the longest in use.</summary>
    public const int MaxStringBytes = 4 << 20;

    /// <summary>Longest string in an array, bytes; tokens of a vocabulary.</summary>
    public const int MaxArrayStringBytes = 65_536;

    /// <summary>Most elements of an array; merges of the largest vocabularies come to half a million.</summary>
    public const int MaxArrayElements = 4 << 20;

    /// <summary>Longest tensor name, bytes (ggml.h: GGML_MAX_NAME less the zero).</summary>
    public const int MaxTensorNameBytes = 63;

    /// <summary>Most dimensions (ggml.h: GGML_MAX_DIMS).</summary>
    public const int MaxDimensions = 4;

    /// <summary>Largest alignment, bytes.</summary>
    public const int MaxAlignment = 65_536;

    /// <summary>Largest vocabulary, tokens.</summary>
    public const int MaxVocabularyTokens = 1 << 20;
}

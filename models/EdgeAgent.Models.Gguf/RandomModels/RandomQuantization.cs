namespace EdgeAgent.Models.Gguf.RandomModels;

/// <summary>Encoding of the matrices of a random model; vectors are always float32.</summary>
#pragma warning disable CA1707 // The names that everyone uses for these encodings.
public enum RandomQuantization
{
    /// <summary>float32.</summary>
    F32,

    /// <summary>float16.</summary>
    F16,

    /// <summary>Blocks of 32: a float16 scale and 8-bit integers. Rows that are no multiple of 32 become float16.</summary>
    Q8_0,

    /// <summary>Blocks of 32: a float16 scale and 4-bit integers. Rows that are no multiple of 32 become float16.</summary>
    Q4_0,
}

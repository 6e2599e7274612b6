namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Type of a metadata value (gguf.h: enum gguf_type).</summary>
public enum GgufValueType
{
    /// <summary>8 bits, no sign.</summary>
    U8 = 0,

    /// <summary>8 bits.</summary>
    I8 = 1,

    /// <summary>16 bits, no sign.</summary>
    U16 = 2,

    /// <summary>16 bits.</summary>
    I16 = 3,

    /// <summary>32 bits, no sign.</summary>
    U32 = 4,

    /// <summary>32 bits.</summary>
    I32 = 5,

    /// <summary>IEEE 754 binary32.</summary>
    F32 = 6,

    /// <summary>One byte, 0 or 1.</summary>
    Bool = 7,

    /// <summary>Length as 64 bits, then UTF-8 without a closing zero.</summary>
    Text = 8,

    /// <summary>Element type as 32 bits, count as 64 bits, then the elements.</summary>
    Array = 9,

    /// <summary>64 bits, no sign.</summary>
    U64 = 10,

    /// <summary>64 bits.</summary>
    I64 = 11,

    /// <summary>IEEE 754 binary64.</summary>
    F64 = 12,
}

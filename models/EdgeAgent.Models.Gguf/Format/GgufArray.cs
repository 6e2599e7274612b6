namespace EdgeAgent.Models.Gguf.Format;

/// <summary>An array in the metadata. Its elements stay in the file; only counts and types are kept.</summary>
/// <param name="ElementType">Never <see cref="GgufValueType.Array"/>.</param>
/// <param name="Count">Number of elements.</param>
public sealed record GgufArray(GgufValueType ElementType, int Count);

using EdgeAgent.Models.Gguf.Format;

namespace EdgeAgent.Hub.Models;

/// <summary>What a served model's file says of itself.</summary>
/// <param name="Facts">Architecture and numbers.</param>
/// <param name="Quantization">The encoding of most of its bytes, for example <c>Q8_0</c>.</param>
/// <param name="ChatTemplate">Its chat template; null where it has none.</param>
internal sealed record ModelHeader(GgufModelFacts Facts, string Quantization, string? ChatTemplate);

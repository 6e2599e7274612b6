using System.Globalization;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>An adapter as one work uses it.</summary>
/// <param name="Use">Which and how strongly.</param>
/// <param name="Handle">The loaded adapter.</param>
internal sealed record UsedAdapter(AdapterUse Use, AdapterHandle Handle)
{
    /// <summary>Works of one key share steps, and sequences may share beginnings.</summary>
    public string Key { get; } = string.Create(CultureInfo.InvariantCulture, $"{Use.Digest} x {Use.Scale:R}");
}

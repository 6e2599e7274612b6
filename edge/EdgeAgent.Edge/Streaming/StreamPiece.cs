namespace EdgeAgent.Edge.Streaming;

/// <summary>Text that is not yet part of a chunk.</summary>
/// <param name="Text">At most a chunk's worth, no half surrogate pairs.</param>
/// <param name="Tokens">At most a chunk's worth; the tokens whose text ends here.</param>
internal readonly record struct StreamPiece(string Text, IReadOnlyList<int> Tokens)
{
    /// <summary>See <see cref="StreamLimits.SizeOf"/>.</summary>
    public int SizeBytes => StreamLimits.SizeOf(Text, Tokens.Count);

    /// <summary>Cuts what a runtime gave at once into pieces that fit a chunk; tokens go with the end of their text.</summary>
    public static IEnumerable<StreamPiece> Split(string text, IReadOnlyList<int> tokens)
    {
        var start = 0;
        while (text.Length - start > StreamLimits.ChunkChars)
        {
            var length = StreamLimits.ChunkChars;
            if (char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }
            yield return new StreamPiece(text.Substring(start, length), []);
            start += length;
        }
        var rest = start == 0 ? text : text[start..];
        if (tokens.Count <= Contracts.WireLimits.ChunkTokens)
        {
            yield return new StreamPiece(rest, tokens);
            yield break;
        }
        for (var i = 0; i < tokens.Count; i += Contracts.WireLimits.ChunkTokens)
        {
            yield return new StreamPiece(i == 0 ? rest : "", [.. tokens.Skip(i).Take(Contracts.WireLimits.ChunkTokens)]);
        }
    }
}

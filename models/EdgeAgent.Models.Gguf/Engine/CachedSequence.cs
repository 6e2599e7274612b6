using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>A sequence of tokens whose keys and values are in the context's memory.</summary>
/// <param name="id">llama.cpp's number of it.</param>
/// <param name="adapter">What its tokens were computed with; null: the model alone.</param>
internal sealed class CachedSequence(int id, string? adapter)
{
    private readonly List<int> _tokens = [];

    public int Id { get; } = id;

    public string? Adapter { get; } = adapter;

    /// <summary>Its tokens.</summary>
    public ReadOnlySpan<int> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>Number of its tokens.</summary>
    public int Count => _tokens.Count;

    /// <summary>The sequence with which it shares memory; null: none.</summary>
    public CachedSequence? Parent { get; set; }

    /// <summary>Tokens at its beginning that lie in memory of <see cref="Parent"/>.</summary>
    public int Shared { get; set; }

    /// <summary>Tokens in memory of its own.</summary>
    public int Owned => Count - Shared;

    /// <summary>Most tokens that it will hold; 0: nobody computes with it.</summary>
    public int Reserved { get; set; }

    /// <summary>Whether somebody computes with it.</summary>
    public bool IsRunning => Reserved > 0;

    /// <summary>Grows with each use: the smallest was used longest ago.</summary>
    public long LastUse { get; set; }

    public void Append(ReadOnlySpan<int> tokens) => _tokens.AddRange(tokens);

    public void Cut(int length) => CollectionsMarshal.SetCount(_tokens, length);
}

using System.Runtime.InteropServices;
using EdgeAgent.Models.Gguf.Native;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>What the context's memory holds of one sequence, so that a common beginning is not computed again.</summary>
/// <remarks>
/// Keys and values of tokens that were generated one by one differ from those of a prompt by rounding; so an answer
/// behind a reused beginning agrees in score with one computed alone, not always to the bit.
/// </remarks>
internal sealed class SequenceCache(ContextHandle context, int sequence)
{
    private readonly nint _memory = LlamaApi.llama_get_memory(context);
    private readonly List<int> _tokens = [];

    /// <summary>Tokens in memory.</summary>
    public int Count => _tokens.Count;

    /// <summary>Keeps the beginning that the tokens share with what is in memory, and forgets the rest.</summary>
    /// <remarks>The last token is always computed again: its logits are not kept.</remarks>
    public void KeepCommon(ReadOnlySpan<int> tokens)
    {
        var common = CollectionsMarshal.AsSpan(_tokens).CommonPrefixLength(tokens[..^1]);
        Truncate(common);
    }

    /// <summary>Forgets all from a position on.</summary>
    public void Truncate(int length)
    {
        if (length < _tokens.Count)
        {
            // Recurrent models cannot forget a part: then all of it goes.
            if (LlamaApi.llama_memory_seq_rm(_memory, sequence, length, -1) == 0)
            {
                LlamaApi.llama_memory_seq_rm(_memory, sequence, -1, -1);
                length = 0;
            }
            CollectionsMarshal.SetCount(_tokens, length);
        }
    }

    /// <summary>Notes tokens that a decode has just put into memory.</summary>
    public void Append(ReadOnlySpan<int> tokens) => _tokens.AddRange(tokens);

    /// <summary>Forgets what a decode that did not succeed may have left behind the noted tokens.</summary>
    public void DropUnnoted()
    {
        if (LlamaApi.llama_memory_seq_rm(_memory, sequence, _tokens.Count, -1) == 0)
        {
            LlamaApi.llama_memory_seq_rm(_memory, sequence, -1, -1);
            _tokens.Clear();
        }
    }
}

using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Something that the engine computes with one sequence of tokens.</summary>
/// <remarks>The engine's thread owns it, but for <see cref="MarkCancelled"/>.</remarks>
internal abstract class SequenceWork
{
    private volatile bool _cancelled;

    /// <param name="requester">Who asks; see <see cref="GenerationRequest.Requester"/>.</param>
    /// <param name="adapter">What it is computed with; null: the model alone.</param>
    protected SequenceWork(string requester, UsedAdapter? adapter) => (Requester, Adapter) = (requester, adapter);

    public UsedAdapter? Adapter { get; }

    public string Requester { get; }

    /// <summary>All tokens that are known; what is not in memory is computed.</summary>
    public abstract ReadOnlySpan<int> Tokens { get; }

    /// <summary>Most tokens that the sequence will ever hold in memory: so much is reserved for it.</summary>
    public abstract int MostTokens { get; }

    /// <summary>The first of the tokens behind which logits are wanted: from it on nothing is taken from the cache.</summary>
    public abstract int FirstWanted { get; }

    /// <summary>Whether nothing more is to be computed for it.</summary>
    public bool IsOver { get; protected set; }

    /// <summary>Whether its caller has left.</summary>
    public bool IsCancelled => _cancelled;

    /// <summary>What it holds in memory while it runs.</summary>
    public CachedSequence? Sequence { get; private set; }

    /// <summary>Tokens that were in memory when it began.</summary>
    public int ReusedTokens { get; private set; }

    /// <summary>Tokens that still have to be computed, as far as can be known.</summary>
    public int TokensAhead => MostTokens - (Sequence?.Count ?? 0);

    /// <summary>Of these, those of the prompt.</summary>
    public int PromptTokensAhead => Math.Max(0, Tokens.Length - 1 - (Sequence?.Count ?? 0));

    public void MarkCancelled() => _cancelled = true;

    /// <summary>Gives it a sequence to be computed with.</summary>
    public void Begin(CachedSequence sequence)
    {
        Sequence = sequence;
        ReusedTokens = sequence.Count;
    }

    /// <summary>Whether the logits behind one of the tokens are wanted.</summary>
    public abstract bool WantsLogits(int index);

    /// <summary>Takes logits that were wanted; in the order of the tokens.</summary>
    /// <param name="index">The token before them.</param>
    /// <param name="logits">One a token of the vocabulary; may be changed, and are gone afterwards.</param>
    /// <param name="drawer">Draws from them.</param>
    /// <exception cref="InferenceException">Nothing can be drawn from them.</exception>
    public abstract void Accept(int index, Span<float> logits, TokenDrawer drawer);

    /// <summary>Ends it without a result; null: its caller has left.</summary>
    public abstract void Abandon(Exception? cause);
}

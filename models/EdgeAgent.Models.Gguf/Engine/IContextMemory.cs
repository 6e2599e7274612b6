namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>What a context's memory can do with sequences (llama.h: llama_memory_*).</summary>
internal interface IContextMemory
{
    /// <summary>
    /// Whether a sequence can lose its end and two can share a beginning; not so where a state sums up all tokens.
    /// </summary>
    bool CanCut { get; }

    /// <summary>Forgets all tokens of a sequence from a position on; false: it cannot.</summary>
    bool Cut(int sequence, int length);

    /// <summary>Forgets a sequence.</summary>
    void Remove(int sequence);

    /// <summary>Lets a new sequence begin with the first tokens of another, without a copy.</summary>
    void Share(int source, int target, int length);
}

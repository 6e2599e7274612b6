namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>The engine's named limits.</summary>
internal static class EngineLimits
{
    /// <summary>Requests that wait in line; more are refused.</summary>
    public const int MaxWaiting = 256;

    /// <summary>Sequences that are computed side by side where the loader does not say.</summary>
    public const int DefaultSlots = 4;

    /// <summary>Most sequences that are computed side by side.</summary>
    public const int MaxSlots = 64;

    /// <summary>
    /// Most sequences in memory, running and kept (llama-cparams.h: LLAMA_MAX_SEQ is 256): beyond, the one that was used
    /// longest ago goes.
    /// </summary>
    public const int MaxSequences = 128;

    /// <summary>The same for models whose state costs the same however short the sequence: kept ones beside the slots.</summary>
    public const int MaxKeptStates = 4;

    /// <summary>Tokens of a prompt that are computed at once; as llama-bench does by default.</summary>
    public const int PromptChunkTokens = 512;

    /// <summary>Longest prompt text, bytes of UTF-8; more than any context, so that only garbage meets it.</summary>
    public const int MaxPromptBytes = 8 << 20;

    /// <summary>Most compute threads.</summary>
    public const int MaxThreads = 256;

    /// <summary>Logits that one step may ask for, bytes: bounds what scoring takes in memory.</summary>
    public const int MaxLogitBytes = 8 << 20;

    /// <summary>Fewest tokens for which a beginning is kept: shorter ones are as fast computed as found.</summary>
    public const int LeastKeptTokens = 16;

    /// <summary>
    /// Fewest tokens for which a request waits until another one has computed a beginning that both have.
    /// </summary>
    public const int LeastAwaitedTokens = 64;

    /// <summary>Requesters whose turn is remembered.</summary>
    public const int MaxRequesters = 1024;
}

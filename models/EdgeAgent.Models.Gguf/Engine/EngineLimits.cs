namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>The engine's named limits.</summary>
internal static class EngineLimits
{
    /// <summary>Requests that wait in line; who comes later waits outside.</summary>
    public const int MaxWaiting = 64;

    /// <summary>Tokens of a prompt that are computed at once; as llama-bench does by default.</summary>
    public const int PromptChunkTokens = 512;

    /// <summary>Longest prompt text, bytes of UTF-8; more than any context, so that only garbage meets it.</summary>
    public const int MaxPromptBytes = 8 << 20;

    /// <summary>Most compute threads.</summary>
    public const int MaxThreads = 256;
}

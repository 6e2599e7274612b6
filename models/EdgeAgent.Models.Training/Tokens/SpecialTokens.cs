namespace EdgeAgent.Models.Training.Tokens;

/// <summary>Control tokens; they come first in the vocabulary and never out of text.</summary>
internal static class SpecialTokens
{
    /// <summary><c>&lt;|im_start|&gt;</c>.</summary>
    public const int Start = 0;

    /// <summary><c>&lt;|im_end|&gt;</c>, the end of an answer.</summary>
    public const int End = 1;

    /// <summary><c>&lt;|endoftext|&gt;</c>, padding.</summary>
    public const int Pad = 2;

    /// <summary>Their texts, in order.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["<|im_start|>", "<|im_end|>", "<|endoftext|>"];
}

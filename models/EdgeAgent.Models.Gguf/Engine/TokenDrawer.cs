using EdgeAgent.Models.Language;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Draws tokens and gives their bytes: working memory of the engine's thread.</summary>
internal sealed class TokenDrawer(Tokenizer tokenizer)
{
    private byte[] _bytes = new byte[64];

    /// <summary>The protocol's sampler.</summary>
    public TokenSampler Sampler { get; } = new(tokenizer.Count);

    /// <summary>Whether a token ends an answer.</summary>
    public bool Ends(int token) => tokenizer.Ends(token);

    /// <summary>Bytes of a token's text; valid until the next call.</summary>
    public ReadOnlySpan<byte> TextOf(int token) => _bytes.AsSpan(0, tokenizer.Decode(token, ref _bytes));

    /// <summary>Draws one token and moves the grammar on.</summary>
    /// <param name="logits">Changed where a grammar forbids tokens.</param>
    /// <param name="sampling">Checked.</param>
    /// <param name="seed">Of the request.</param>
    /// <param name="before">All tokens before it.</param>
    /// <param name="grammar">What may come; null: anything.</param>
    /// <exception cref="InferenceException">Nothing can be drawn.</exception>
    public int Draw(
        Span<float> logits,
        SamplingParameters sampling,
        ulong seed,
        ReadOnlySpan<int> before,
        GrammarState? grammar)
    {
        if (grammar is null)
        {
            return Sampler.Draw(logits, sampling, seed, before.Length, before);
        }
        if (!MaskNeverMatters(sampling))
        {
            Mask(logits, grammar);
        }
        while (true)
        {
            var token = Sampler.Draw(logits, sampling, seed, before.Length, before);
            var text = Ends(token) ? [] : TextOf(token);
            if (grammar.Allows(token, text))
            {
                grammar.Accept(token, text);
                return token;
            }
            Forbid(logits, token, grammar);
        }
    }

    /// <summary>Sets to minus infinity the logits of all tokens that the grammar forbids.</summary>
    /// <returns>How many it allows.</returns>
    /// <exception cref="InferenceException">It allows none of this vocabulary.</exception>
    public static int Mask(Span<float> logits, GrammarState grammar) => grammar.Mask(logits) is var allowed and > 0
        ? allowed
        : throw new InferenceException("The grammar allows no token of this model's vocabulary here.");

    /// <summary>
    /// Where nothing is cut, the best of all is the best of those that the grammar allows, if it allows it: then most
    /// draws need no look at the whole vocabulary. A cut keeps others once forbidden ones are gone.
    /// </summary>
    private static bool MaskNeverMatters(SamplingParameters sampling) =>
        sampling.Temperature == 0 || (sampling is { TopK: 0, TopP: >= 1, MinP: <= 0 });

    /// <summary>The drawn token is forbidden: draw again without it.</summary>
    private static void Forbid(Span<float> logits, int token, GrammarState grammar)
    {
        if (grammar.Holds)
        {
            Mask(logits, grammar);
        }
        logits[token] = float.NegativeInfinity;
    }
}

namespace EdgeAgent.Models.Language;

/// <summary>One loaded language model. Safe for concurrent callers; requests beyond its capacity wait.</summary>
public interface ILanguageModel : IAsyncDisposable
{
    /// <summary>What was loaded.</summary>
    LanguageModelInfo Info { get; }

    /// <summary>
    /// Generates token by token. The last piece, and only it, has <see cref="GeneratedPiece.Finish"/>.
    /// </summary>
    /// <remarks>
    /// A piece carries whole UTF-8 characters only, and its tokens are exactly those whose text has now been given in
    /// full: what may still turn out to be part of a stop string or of a character is held back together with its
    /// tokens. So the concatenated text of all pieces is the decoding of all their tokens, and a successor that is given
    /// these tokens as <see cref="GenerationRequest.Resume"/> continues without gap or overlap.
    /// Cancellation takes effect within one token.
    /// </remarks>
    /// <exception cref="PromptTooLongException">
    /// Prompt, resumed tokens and one new token do not fit the context.
    /// </exception>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    IAsyncEnumerable<GeneratedPiece> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken);
}

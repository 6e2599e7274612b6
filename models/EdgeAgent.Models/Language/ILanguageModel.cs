namespace EdgeAgent.Models.Language;

/// <summary>
/// One loaded language model. Safe for concurrent callers: their requests are computed side by side, and those beyond
/// its capacity wait in a bounded line.
/// </summary>
public interface ILanguageModel : IAsyncDisposable
{
    /// <summary>What was loaded.</summary>
    LanguageModelInfo Info { get; }

    /// <summary>How busy it is now.</summary>
    ModelLoad Load { get; }

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
    /// <exception cref="ModelBusyException">The line is full.</exception>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    IAsyncEnumerable<GeneratedPiece> GenerateAsync(GenerationRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Feeds prompt and continuation through the model in one pass and says of each token how likely it was and whether
    /// the sampler draws it. Waits behind nobody's generation longer than a generation of that length would.
    /// </summary>
    /// <exception cref="InvalidRequestException">Parameters out of range, or a token outside of the vocabulary.</exception>
    /// <exception cref="PromptTooLongException">Prompt and continuation do not fit the context.</exception>
    /// <exception cref="ModelBusyException">The line is full.</exception>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    Task<ScoreResult> ScoreAsync(ScoreRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Loads an adapter (LoRA) of this model for requests that name it; it stays until the model is unloaded. Loading one
    /// that is loaded does nothing.
    /// </summary>
    /// <returns>SHA-256 of its file.</returns>
    /// <exception cref="ModelFormatException">The file is no adapter, or not of this model.</exception>
    /// <exception cref="InferenceException">It cannot be read.</exception>
    Task<ModelDigest> LoadAdapterAsync(string path, CancellationToken cancellationToken);
}

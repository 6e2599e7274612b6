namespace EdgeAgent.Models.Language;

/// <summary>A loaded model that turns texts into vectors, or judges how well texts answer a question.</summary>
public interface IEmbeddingModel : IAsyncDisposable
{
    /// <summary>What was loaded.</summary>
    EmbeddingModelInfo Info { get; }

    /// <summary>Turns each text into a vector of length 1; the dot product of two is their cosine.</summary>
    /// <returns>One vector a text, in order, each of <see cref="EmbeddingModelInfo.Dimensions"/> numbers.</returns>
    /// <exception cref="InvalidRequestException">No text, too many, or the model ranks instead.</exception>
    /// <exception cref="PromptTooLongException">A text does not fit the context.</exception>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>Judges how well each document answers a question: for models made for that.</summary>
    /// <returns>One number a document, in order, as the model computed it: larger is better.</returns>
    /// <exception cref="InvalidRequestException">No document, too many, or the model does not rank.</exception>
    /// <exception cref="PromptTooLongException">Question and document do not fit the context.</exception>
    /// <exception cref="InferenceException">The runtime failed.</exception>
    Task<IReadOnlyList<float>> RankAsync(
        string question, IReadOnlyList<string> documents, CancellationToken cancellationToken);
}

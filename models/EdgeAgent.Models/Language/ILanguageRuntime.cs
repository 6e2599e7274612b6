namespace EdgeAgent.Models.Language;

/// <summary>Loads language models of one file format.</summary>
public interface ILanguageRuntime
{
    /// <summary>Loads a model file for generation.</summary>
    /// <exception cref="ModelFormatException">The file is not a model that this runtime can run.</exception>
    /// <exception cref="InferenceException">
    /// The model is valid but does not fit this device; the text has the numbers.
    /// </exception>
    Task<ILanguageModel> LoadAsync(LanguageModelOptions options, CancellationToken cancellationToken);
}

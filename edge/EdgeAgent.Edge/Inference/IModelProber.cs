using EdgeAgent.Models;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>Tries a model out where it can do no harm, once, before it is loaded for the first time.</summary>
public interface IModelProber
{
    /// <summary>Returns when the model may be loaded.</summary>
    /// <param name="digest">The model.</param>
    /// <param name="options">As it will be loaded.</param>
    /// <param name="cancellationToken">Stops the trial.</param>
    /// <exception cref="InferenceException">The model was refused, or ended the process that tried it.</exception>
    Task CheckAsync(ModelDigest digest, LanguageModelOptions options, CancellationToken cancellationToken);
}

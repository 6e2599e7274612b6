using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>The right to use a loaded model; it stays loaded until every lease is disposed.</summary>
internal sealed class ModelLease(ILanguageModel model, Action release) : IDisposable
{
    private Action? _release = release;

    /// <summary>The model.</summary>
    public ILanguageModel Model { get; } = model;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}

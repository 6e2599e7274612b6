using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>The real runtime on a device whose first load goes wrong in a way that the interface does not name.</summary>
internal sealed class StumblingRuntime(ILanguageRuntime real) : ILanguageRuntime
{
    private bool _stumbled;

    public Task<ILanguageModel> LoadAsync(LanguageModelOptions options, CancellationToken cancellationToken)
    {
        if (_stumbled)
        {
            return real.LoadAsync(options, cancellationToken);
        }
        _stumbled = true;
        throw new DllNotFoundException("libllama.so");
    }
}

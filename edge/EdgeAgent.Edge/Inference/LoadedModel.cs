using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>A model in memory and who uses it. The <see cref="ModelHost"/> guards it.</summary>
internal sealed class LoadedModel(ILanguageModel model)
{
    private TaskCompletionSource? _idle;

    /// <summary>The model.</summary>
    public ILanguageModel Model { get; } = model;

    /// <summary>Jobs that use it.</summary>
    public int Leases { get; private set; }

    /// <summary>Grows with each use: the smallest was used longest ago.</summary>
    public long LastUse { get; private set; }

    /// <summary>Counts one more user.</summary>
    public void Enter(long use)
    {
        Leases++;
        LastUse = use;
    }

    /// <summary>Counts one less.</summary>
    public void Leave(long use)
    {
        Leases--;
        LastUse = use;
        if (Leases == 0)
        {
            _idle?.TrySetResult();
            _idle = null;
        }
    }

    /// <summary>Completes when nobody uses it.</summary>
    public Task WhenIdle() => Leases == 0
        ? Task.CompletedTask
        : (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}

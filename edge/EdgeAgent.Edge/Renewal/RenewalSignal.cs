using EdgeAgent.Edge.Hosting;

namespace EdgeAgent.Edge.Renewal;

/// <summary>Somebody has noticed that this device should ask the hub how it stands.</summary>
internal sealed class RenewalSignal : IDisposable
{
    private readonly WakeSignal _wake = new();

    /// <summary>Asks for a look.</summary>
    public void Set() => _wake.Set();

    /// <inheritdoc cref="WakeSignal.WaitAsync"/>
    public Task<bool> WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken) =>
        _wake.WaitAsync(limit, time, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _wake.Dispose();
}

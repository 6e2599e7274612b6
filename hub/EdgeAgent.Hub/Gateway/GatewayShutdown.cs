using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Hub.Gateway;

/// <summary>
/// Ends answers when the hub stops: the web server would wait for the longest of them, and nothing else could drain.
/// </summary>
internal sealed class GatewayShutdown : IDisposable
{
    private readonly IHostApplicationLifetime _lifetime;
    private readonly CancellationTokenSource _cut;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Watches the host.</summary>
    public GatewayShutdown(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _lifetime = lifetime;
        _cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registration = lifetime.ApplicationStopping.Register(() => _cut.CancelAfter(GatewayLimits.Shutdown));
    }

    /// <summary>What clients are told.</summary>
    public static ApiError Error { get; } = ApiError.Unavailable("The hub is shutting down.", "stopping", 5);

    /// <summary>No new work from here on.</summary>
    public bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Answers end now.</summary>
    public CancellationToken Cut => _cut.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _cut.Dispose();
    }
}

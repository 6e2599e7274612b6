namespace EdgeAgent.EndToEnd.Support;

/// <summary>One hub with two local devices and the generated model, shared by the tests of a class.</summary>
public sealed class RunningHub : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private HubProcess? _hub;

    internal HubProcess Hub => _hub ?? throw new InvalidOperationException("The hub has not started.");

    public async ValueTask InitializeAsync() =>
        _hub = await HubProcess.StartAsync(_directory.Path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
        {
            await _hub.DisposeAsync();
        }
        _directory.Dispose();
    }
}

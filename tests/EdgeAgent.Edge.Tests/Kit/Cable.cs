using System.Net;
using System.Net.Sockets;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Stands between device and hub and can fall silent as a dead access point does: nothing arrives, nothing closes.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _serving;
    private CancellationTokenSource _lines = new();

    /// <param name="target">The hub's port.</param>
    public Cable(int target)
    {
        _target = target;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What the device dials.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Present lines carry nothing any more, and stay open; new ones are carried.</summary>
    public void FallSilent() => Interlocked.Exchange(ref _lines, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _lines.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _lines.Token));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task CarryAsync(TcpClient device, CancellationToken silence)
    {
        using var hub = new TcpClient();
        using (device)
        {
            await hub.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await Task.WhenAny(
                CopyAsync(device.GetStream(), hub.GetStream(), silence), CopyAsync(hub.GetStream(), device.GetStream(), silence));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, CancellationToken silence)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence, _stop.Token);
        try
        {
            await from.CopyToAsync(to, either.Token);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test is over, or a side has hung up.
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using Microsoft.Extensions.Hosting;

namespace EdgeAgent.Hub.Points;

/// <summary>What devices say of their points. In memory; the retained messages bring it back after a restart.</summary>
internal sealed class PointBook(
    IDeviceDirectory directory, IRetainedMessages retained, DeviceRegistry registry, TimeProvider time)
    : IHomePoints, IHostedService
{
    private readonly ConcurrentDictionary<Address, DevicePointsState> _devices = new();

    /// <summary>Raised after a device's list of points has changed or is gone. Must return quickly.</summary>
    public event EventHandler<DevicePointsEventArgs>? PointsChanged;

    public IReadOnlyList<HomePoint> List() =>
    [
        .. directory.List().OrderBy(device => device.Name, StringComparer.Ordinal)
            .SelectMany(device => State(device.Id).Points.Points.Select(info => View(device, State(device.Id), info))),
    ];

    public HomePoint? Find(Address device, PointId point) =>
        State(device) is var state && state.ById.TryGetValue(point, out var info) && directory.Find(device) is { } view
            ? View(view, state, info)
            : null;

    /// <summary>The list of one device; empty before it has said any.</summary>
    public DevicePoints PointsOf(Address device) => State(device).Points;

    /// <summary>A device has said what points it has.</summary>
    public void Take(Address device, DevicePoints points)
    {
        Change(device, state => state with
        {
            Points = points,
            ById = points.Points.ToFrozenDictionary(point => point.Id),
        });
        PointsChanged?.Invoke(this, new DevicePointsEventArgs(device));
    }

    /// <summary>A device has said all its values.</summary>
    public void Take(Address device, PointValues values) => Change(device, state => state with
    {
        Values = values.M.ToFrozenDictionary(pair => pair.Key, pair => (pair.Value, values.At.GetValueOrDefault(pair.Key, values.T))),
        HeardAt = time.GetUtcNow(),
    });

    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Revoked += Forget;
        Restore(Leaves.Points, WireJson.Default.DevicePoints, Take);
        Restore(Leaves.State, WireJson.Default.PointValues, Take);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        registry.Revoked -= Forget;
        return Task.CompletedTask;
    }

    private void Forget(object? sender, DeviceRevokedEventArgs revoked)
    {
        if (_devices.TryRemove(revoked.Device, out _))
        {
            PointsChanged?.Invoke(this, new DevicePointsEventArgs(revoked.Device));
        }
    }

    private void Restore<T>(string leaf, JsonTypeInfo<T> type, Action<Address, T> take)
        where T : class, IWireMessage
    {
        foreach (var (device, payload) in retained.Of(leaf))
        {
            try
            {
                take(device, WireJson.Parse(payload.Span, type));
            }
            catch (WireFormatException)
            {
                // Written by another version; the device will say it anew.
            }
        }
    }

    /// <summary>Messages of one device come one after the other, but a restart's leftovers may race with its first ones.</summary>
    private void Change(Address device, Func<DevicePointsState, DevicePointsState> change) =>
        _devices.AddOrUpdate(device, _ => change(DevicePointsState.Empty), (_, state) => change(state));

    private DevicePointsState State(Address device) => _devices.GetValueOrDefault(device) ?? DevicePointsState.Empty;

    private HomePoint View(DeviceView device, DevicePointsState state, PointInfo info)
    {
        if (!state.Values.TryGetValue(info.Id, out var newest))
        {
            return new HomePoint(device.Id, device.Name, info, null, null, device.Online);
        }
        // By the hub's clock: a device whose clock is wrong is not stale for that.
        var silence = time.GetUtcNow() - state.HeardAt;
        var fresh = device.Online
            && silence <= PointLimits.StalePeriods * TimeSpan.FromMilliseconds(state.Points.PeriodMs);
        return new HomePoint(
            device.Id, device.Name, info, fresh ? newest.Value : null,
            DateTimeOffset.FromUnixTimeMilliseconds(newest.At), device.Online);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using MQTTnet;

namespace EdgeAgent.Hub.Tests.Broker;

/// <summary>Set EDGEAGENT_SLOW_TESTS=1 for the full crowd of 10,000 connections.</summary>
public sealed class HostileCrowdTests
{
    private static readonly int s_crowd =
        Environment.GetEnvironmentVariable("EDGEAGENT_SLOW_TESTS") == "1" ? 10_000 : 1_000;

    [Fact]
    public async Task A_crowd_of_silent_connections_is_bounded_and_devices_do_not_notice()
    {
        var chunks = new RecordingHandler(Leaves.Chunk);
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IUplinkHandler>(chunks));
        await using var device = await hub.EnrolAsync();
        await using var newcomer = await hub.EnrolAsync();
        var client = await device.ConnectAsync(hub);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var crowd = new Crowd(hub.Doors.MqttTlsPort);
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < s_crowd; i++)
        {
            await crowd.AddAsync();
            if (i % 100 == 99)
            {
                slowest = Max(slowest, await ExchangeAsync(device, client, chunks));
            }
        }

        await hub.Log.WhenAsync("Door MqttTls: too many connections");

        // A device that was not there before gets in while the crowd stands at the door.
        var late = await newcomer.ConnectAsync(hub);
        slowest = Max(slowest, await ExchangeAsync(newcomer, late, chunks));

        await crowd.ClosedAsync(s_crowd - DoorLimits.UnknownPeersPerAddress);
        Assert.True(client.IsConnected);
        Assert.True(slowest < TimeSpan.FromSeconds(5), $"a message took {slowest}");
        // The crowd's own sockets live in this process too and count for some of it.
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 64 * 1024 * 1024, $"{grown} bytes more than before");
    }

    [Fact]
    public async Task The_oldest_silent_connection_makes_room_for_the_newest()
    {
        await using var hub = await HubHost.StartAsync();
        using var crowd = new Crowd(hub.Doors.MqttTlsPort);
        for (var i = 0; i < DoorLimits.UnknownPeersPerAddress + 1; i++)
        {
            await crowd.AddAsync();
        }
        await crowd.ClosedAsync(1);
        Assert.Equal([0], crowd.Closed);
    }

    [Fact]
    public async Task A_connection_that_does_not_begin_its_handshake_is_closed()
    {
        await using var hub = await HubHost.StartAsync();
        await using var client = await RawMqttClient.OpenTcpAsync(hub.Doors.MqttTlsPort);
        var started = Stopwatch.GetTimestamp();
        await client.ClosedAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_connection_that_drips_its_CONNECT_is_closed()
    {
        await using var hub = await HubHost.StartAsync();
        await using var client = await RawMqttClient.OpenTcpAsync(hub.Doors.MqttPort);
        var started = Stopwatch.GetTimestamp();
        await client.SendAsync(RawMqttClient.Connect("slow")[..5]);
        await client.ClosedAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_client_that_never_takes_its_acknowledgements_is_not_read_on_and_then_closed()
    {
        var chunks = new RecordingHandler(Leaves.Chunk);
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IUplinkHandler>(chunks));
        await using var greedy = await hub.EnrolAsync();
        await using var device = await hub.EnrolAsync();
        var honest = await device.ConnectAsync(hub);
        await using var client = await RawMqttClient.OpenTlsAsync(
            hub.Doors.MqttTlsPort, greedy.Certificate, receiveBuffer: 4 * 1024);
        Assert.Equal(0, await client.HelloAsync(greedy.Address.ToString()));

        // Each wants a long answer that is never read. The hub stops reading long before its memory notices.
        byte[] filters = [.. Enumerable.Repeat((byte[])[.. RawMqttClient.Text(greedy.Topic("dn/+")), 0], 140).SelectMany(f => f)];
        var subscribe = RawMqttClient.Packet(0x82, [0, 1, .. filters]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        async Task FloodAsync()
        {
            while (true)
            {
                await client.SendAsync(subscribe);
            }
        }
        await Assert.ThrowsAnyAsync<IOException>(() => FloodAsync().InTimeAsync()); // not read on, then closed
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 32 * 1024 * 1024, $"{grown} bytes more than before");
        await ExchangeAsync(device, honest, chunks);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static async Task<TimeSpan> ExchangeAsync(TestDevice device, IMqttClient client, RecordingHandler chunks)
    {
        var started = Stopwatch.GetTimestamp();
        await device.PublishAsync(client, Leaves.Chunk, "still here"u8.ToArray());
        Assert.Equal((device.Address, "still here"), await chunks.NextAsync());
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Connections that say nothing.</summary>
    private sealed class Crowd(int port) : IDisposable
    {
        private readonly List<Socket> _sockets = [];
        private readonly ConcurrentDictionary<Socket, bool> _closed = new();

        public async Task AddAsync()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
            await socket.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        }

        /// <summary>Which ones the hub has closed, by the order of their coming.</summary>
        public IEnumerable<int> Closed => Enumerable.Range(0, _sockets.Count).Where(i => _closed.ContainsKey(_sockets[i]));

        /// <summary>Waits until the hub has closed at least so many.</summary>
        public async Task ClosedAsync(int count)
        {
            var enough = new TaskCompletionSource();
            var left = count;
            _ = Task.WhenAll(_sockets.Select(async socket =>
            {
                await WaitAsync(socket);
                _closed[socket] = true;
                if (Interlocked.Decrement(ref left) == 0)
                {
                    enough.TrySetResult();
                }
            }));
            await enough.Task.InTimeAsync();
        }

        public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

        private static async Task WaitAsync(Socket socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[1], TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Reset is closed too; disposed at the end of the test.
            }
        }
    }
}

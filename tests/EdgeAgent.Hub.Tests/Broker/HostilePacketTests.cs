using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Broker;

public sealed class HostilePacketTests
{
    public static TheoryData<string, byte[]> FirstPackets => new()
    {
        { "256 MB CONNECT", [0x10, 0xff, 0xff, 0xff, 0x7f] },
        { "256 MB PUBLISH", [0x30, 0xff, 0xff, 0xff, 0x7f] },
        { "length without an end", [0x10, 0xff, 0xff, 0xff, 0xff, 0x01] },
        { "CONNECT of 5 KiB", RawMqttClient.Packet(0x10, new byte[5 * 1024]) },
        { "PUBLISH before CONNECT", RawMqttClient.Publish("ea/1/x/status", [1]) },
        { "PINGREQ before CONNECT", [0xc0, 0x00] },
        { "HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray() },
        { "CONNECT of rubbish", RawMqttClient.Packet(0x10, [0, 4, (byte)'R', (byte)'U', (byte)'B', (byte)'B', 4, 2, 0, 60]) },
    };

    /// <summary>On the loopback door, where no certificate stands before the parser.</summary>
    [Theory]
    [MemberData(nameof(FirstPackets))]
    public async Task A_first_packet_that_is_no_small_CONNECT_ends_the_connection_at_once(string why, byte[] packet)
    {
        Assert.NotEmpty(why);
        await using var hub = await HubHost.StartAsync();
        await using var client = await RawMqttClient.OpenTcpAsync(hub.Doors.MqttPort);
        await client.SendAsync(packet);
        await client.ClosedAsync();
    }

    public static TheoryData<string, byte[]> LaterPackets => new()
    {
        { "256 MB PUBLISH", [0x30, 0xff, 0xff, 0xff, 0x7f] },
        { "PUBLISH of 65 KiB", [0x30, .. RawMqttClient.Packet(0, new byte[65 * 1024 + 1]).AsSpan(1, 3).ToArray()] },
        { "SUBSCRIBE of 9 KiB", RawMqttClient.Packet(0x82, new byte[9 * 1024]) },
        { "PINGREQ of 2 KiB", RawMqttClient.Packet(0xc0, new byte[2 * 1024]) },
        { "second CONNECT", RawMqttClient.Connect("x") },
        { "unknown kind", [0x00, 0x00] },
        { "QoS 2", RawMqttClient.Packet(0x34, [.. RawMqttClient.Text("ea/1/x/status"), 0, 1]) },
        { "PUBREC, which only QoS 2 knows", RawMqttClient.Packet(0x50, [0, 1]) },
        { "PUBREL, which only QoS 2 knows", RawMqttClient.Packet(0x62, [0, 1]) },
        { "QoS 3", RawMqttClient.Packet(0x36, [.. RawMqttClient.Text("ea/1/x/status"), 0, 1]) },
    };

    [Theory]
    [MemberData(nameof(LaterPackets))]
    public async Task A_packet_beyond_its_kinds_limit_ends_an_accepted_connection(string why, byte[] packet)
    {
        Assert.NotEmpty(why);
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
        Assert.Equal(0, await client.HelloAsync(device.Address.ToString()));
        await client.SendAsync(packet);
        await client.ClosedAsync();
    }

    [Fact]
    public async Task The_largest_allowed_message_passes_and_one_byte_more_does_not()
    {
        var chunks = new RecordingHandler(Leaves.Chunk);
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<IUplinkHandler>(chunks));
        await using var device = await hub.EnrolAsync();
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
        Assert.Equal(0, await client.HelloAsync(device.Address.ToString()));

        var largest = new byte[WireLimits.MessageBytes];
        Array.Fill(largest, (byte)'a');
        await client.SendAsync(RawMqttClient.Publish(device.Topic(Leaves.Chunk), largest));
        Assert.Equal(WireLimits.MessageBytes, (await chunks.NextAsync()).Text.Length);

        await client.SendAsync(RawMqttClient.Publish(device.Topic(Leaves.Chunk), [.. largest, 1]));
        await client.ClosedAsync();
        Assert.True(chunks.IsEmpty);
    }

    [Fact]
    public async Task Announced_giants_cost_no_memory()
    {
        await using var hub = await HubHost.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 50; i++)
        {
            await using var client = await RawMqttClient.OpenTcpAsync(hub.Doors.MqttPort);
            try
            {
                await client.SendAsync([0x10, 0xff, 0xff, 0xff, 0x7f, .. new byte[256 * 1024]]);
            }
            catch (IOException)
            {
                // Closed while it was still sending.
            }
            await client.ClosedAsync();
        }
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(grown < 16 * 1024 * 1024, $"{grown} bytes more than before");
    }
}

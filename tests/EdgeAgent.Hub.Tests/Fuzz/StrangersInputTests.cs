using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Broker;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Pairing;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Fuzz;

/// <summary>Every parser that somebody reaches before the hub, or a device, knows who he is.</summary>
public sealed class StrangersInputTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_guard_before_the_broker() => Fuzzer.Run(
        output, "MQTT frame guard", 20_000,
        [RawMqttClient.Connect("device"), RawMqttClient.Publish("a/b", [1, 2, 3]), RawMqttClient.Subscribe("#")],
        bytes =>
        {
            MqttFrame.Check(new ReadOnlySequence<byte>(bytes), connected: false);
            MqttFrame.Check(new ReadOnlySequence<byte>(bytes), connected: true);
        });

    [Fact]
    public async Task The_brokers_first_packet()
    {
        await using var hub = await HubHost.StartAsync();
        var port = hub.Doors.MqttPort;
        byte[][] valid =
        [
            RawMqttClient.Connect("client"), RawMqttClient.Connect("client", "user", "password"),
            RawMqttClient.Packet(0x10, [.. RawMqttClient.Text("MQTT"), 5, 2, 0, 60, 0, .. RawMqttClient.Text("client")]),
        ];
        Fuzzer.Run(output, "MQTT CONNECT", 60, valid, bytes => SendAndHangUp(port, bytes));
        await using var honest = await RawMqttClient.OpenTcpAsync(port);
        Assert.NotEqual(0, await honest.HelloAsync("client", "nobody", "x")); // refused, and so alive
    }

    [Fact]
    public async Task The_pairing_doors_bodies()
    {
        await using var hub = await HubHost.StartAsync(services => services.AddHubPairing());
        var door = hub.Services.GetRequiredService<PairingDoor>();
        using var secret = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(secret);
        hub.Services.GetRequiredService<PairingDesk>().Machine.AddPrinted(secret.ToQrText());
        var b = new byte[PairingLimits.GroupBytes];
        var run = new Bytes32(new byte[32]);
        byte[][] valid =
        [
            WireJson.Write(
                new PairingHello(1, verifier.Enrolment, run, "Board", new byte[16], PairingLimits.PrintedIterations, run),
                WireJson.Default.PairingHello),
            WireJson.Write(new PairingReply(run, b), WireJson.Default.PairingReply),
            WireJson.Write(new PairingConfirm(run, run, new byte[64]), WireJson.Default.PairingConfirm),
        ];
        var number = 0L;
        Fuzzer.Run(output, "pairing bodies over HTTP", 1_000, valid, bytes =>
        {
            foreach (var serve in (Func<HttpContext, Task>[])[door.HelloAsync, door.ReplyAsync, door.ConfirmAsync])
            {
                Serve(serve, bytes, new IPAddress((++number * 2_654_435_761L) & uint.MaxValue)); // or the limits would stop most
            }
        });
    }

    [Fact]
    public void The_messages_that_come_back_to_a_device() => Fuzzer.Run(
        output, "JSON messages for devices", 4_000,
        [
            WireJson.Write(new PairingWait(1), WireJson.Default.PairingWait),
            WireJson.Write(
                new PairingChallenge(default, new byte[384], default, default, default, 1), WireJson.Default.PairingChallenge),
            WireJson.Write(new PairingGrant(default, new byte[64]), WireJson.Default.PairingGrant),
        ],
        bytes =>
        {
            Try(() => WireJson.Parse(bytes, WireJson.Default.PairingWait));
            Try(() => WireJson.Parse(bytes, WireJson.Default.PairingRefused));
            Try(() => WireJson.Parse(bytes, WireJson.Default.PairingChallenge));
            Try(() => WireJson.Parse(bytes, WireJson.Default.PairingProof));
            Try(() => WireJson.Parse(bytes, WireJson.Default.PairingGrant));
            Try(() => WireJson.Parse(bytes, WireJson.Default.EnrolmentGrant));
            Try(() => WireJson.Parse(bytes, WireJson.Default.EnrolmentRequest));
        });

    [Fact]
    public async Task Certificate_requests()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = new TestDevice();
        var authority = hub.Services.GetRequiredService<HubIdentity>().Authority;
        Fuzzer.Run(output, "certificate requests", 2_000, [device.Tls.CreateRequest(device.Address)], bytes =>
        {
            try
            {
                authority.IssueDevice(bytes, device.Address);
            }
            catch (CertificateRequestException)
            {
                // The one error that is allowed.
            }
        });
    }

    [Fact]
    public void Texts_of_labels_and_codes()
    {
        using var secret = PrintedSecret.New(new Bytes32(new byte[32]));
        Fuzzer.Run(
            output, "label and code texts", 20_000,
            [Encoding.UTF8.GetBytes(secret.ToQrText()), "1234-5678"u8.ToArray()],
            bytes =>
            {
                var text = Encoding.UTF8.GetString(bytes);
                using var label = PrintedSecret.TryParse(text);
                using var code = PairingCode.TryParse(text);
                Assert.True(label is null || text.Equals(label.ToQrText(), StringComparison.OrdinalIgnoreCase), "one value, one text");
            });
    }

    [Fact]
    public async Task Cards()
    {
        await using var hub = await HubHost.StartAsync();
        using var secret = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(secret);
        var authority = hub.Services.GetRequiredService<HubIdentity>().Authority.Certificate.RawData;
        Fuzzer.Run(
            output, "enrol.json", 2_000,
            [EnrolmentCard.Write(verifier, "hub:8444", authority), EnrolmentCard.Write(verifier, null, null)],
            bytes =>
            {
                try
                {
                    EnrolmentCard.Parse(bytes).Dispose();
                }
                catch (EnrolmentCardException)
                {
                    // The one error that is allowed.
                }
            });
    }

    private static void Try(Action parse)
    {
        try
        {
            parse();
        }
        catch (WireFormatException)
        {
            // The one error that is allowed.
        }
    }

    [SuppressMessage("Usage", "xUnit1031", Justification = "The fuzzer counts one input after the other")]
    private static void Serve(Func<HttpContext, Task> serve, byte[] bytes, IPAddress from)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = from;
        context.Request.Body = new MemoryStream(bytes);
        context.Response.Body = new MemoryStream();
        serve(context).GetAwaiter().GetResult();
        Assert.True(context.Response.StatusCode is 200 or 202 or 403, $"answered with {context.Response.StatusCode}");
    }

    private static void SendAndHangUp(int port, byte[] bytes)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.ReceiveTimeout = 50; // most inputs are half a packet, for whose rest the broker waits
        socket.Connect(IPAddress.Loopback, port);
        var buffer = new byte[256];
        try
        {
            socket.Send(bytes);
            socket.Shutdown(SocketShutdown.Send);
            while (socket.Receive(buffer) > 0)
            {
                // A CONNACK, and the end.
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown
            or SocketError.NotConnected or SocketError.ConnectionAborted or SocketError.TimedOut or SocketError.WouldBlock)
        {
            // The hub has hung up first, or waits for more.
        }
    }
}

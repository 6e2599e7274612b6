using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Broker;

public sealed class HostileCertificateTests
{
    [Fact]
    public async Task A_client_without_a_certificate_gets_nowhere()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        await RefusedAsync(hub, null, device.Address);
    }

    [Fact]
    public async Task A_certificate_of_a_foreign_authority_gets_nowhere_though_it_names_a_device()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        using var directory = new TempDirectory();
        using var otherHub = SigningKey.Create();
        using var foreign = CertificateAuthority.LoadOrCreate(directory.Path("ca"), otherHub.Address, TimeProvider.System);
        await using var impostor = new TestDevice();
        impostor.Use(foreign.IssueDevice(impostor.Tls.CreateRequest(device.Address), device.Address).Der);
        await RefusedAsync(hub, impostor.Certificate, device.Address);
    }

    [Fact]
    public async Task A_certificate_of_a_device_that_was_never_taken_in_gets_nowhere()
    {
        await using var hub = await HubHost.StartAsync();
        await using var stranger = new TestDevice();
        var issued = hub.Identity.Authority.IssueDevice(stranger.Tls.CreateRequest(stranger.Address), stranger.Address);
        stranger.Use(issued.Der);
        await RefusedAsync(hub, stranger.Certificate, stranger.Address);
    }

    [Fact]
    public async Task A_revoked_device_loses_its_connection_and_does_not_get_another()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        await using var live = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
        Assert.Equal(0, await live.HelloAsync(device.Address.ToString()));

        var registry = hub.Services.GetRequiredService<DeviceRegistry>();
        Assert.True(await registry.RevokeAsync(device.Address, TestContext.Current.CancellationToken));

        await live.ClosedAsync();
        await RefusedAsync(hub, device.Certificate, device.Address);
        Assert.Null(hub.Services.GetRequiredService<IDeviceDirectory>().Find(device.Address));
    }

    [Fact]
    public async Task An_old_certificate_is_good_until_the_new_one_was_used()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        var old = device.Certificate;
        await device.EnrolAsync(hub, "again");

        await AcceptedAsync(hub, old, device.Address); // the device lost power before it stored the new one
        await AcceptedAsync(hub, device.Certificate, device.Address);

        await RefusedAsync(hub, old, device.Address);
        await AcceptedAsync(hub, device.Certificate, device.Address);
        old!.Dispose();
    }

    [Fact]
    public async Task The_client_id_must_be_the_certificates_device()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        await using var other = await hub.EnrolAsync();
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, device.Certificate);
        Assert.NotEqual(0, await client.HelloAsync(other.Address.ToString()));
        await client.ClosedAsync();
    }

    private static async Task AcceptedAsync(HubHost hub, X509Certificate2? certificate, Address device)
    {
        await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, certificate);
        Assert.Equal(0, await client.HelloAsync(device.ToString()));
        await client.SendAsync(0xc0, 0x00); // a ping is answered when the session has begun
        Assert.Equal(0xd0, (await client.ReadPacketAsync()).Header);
    }

    /// <summary>In TLS 1.3 the client learns of a refused certificate only when it reads.</summary>
    private static async Task RefusedAsync(HubHost hub, X509Certificate2? certificate, Address device)
    {
        try
        {
            await using var client = await RawMqttClient.OpenTlsAsync(hub.Doors.MqttTlsPort, certificate);
            await client.SendAsync(RawMqttClient.Connect(device.ToString()));
            await Assert.ThrowsAnyAsync<IOException>(client.ReadPacketAsync); // end of stream is an IOException too
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // Refused in the handshake or while sending.
        }
    }
}

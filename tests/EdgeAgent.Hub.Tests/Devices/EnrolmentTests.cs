using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Hub.Tests.Devices;

public sealed class EnrolmentTests
{
    private static readonly HubDoors s_doors = new(["127.0.0.1"], 8883, 8444);

    [Fact]
    public async Task An_honest_device_is_taken_in_and_can_check_everything_it_gets()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync("porch");
        var grant = device.Grant!;

        Assert.Equal(hub.Identity.Authority.Certificate.RawData, grant.Authority);
        Assert.Equal(device.Address, grant.Descriptor.Device);
        Assert.Equal(Home.IdOf(hub.Identity.Address), grant.Descriptor.HomeId);
        Assert.True(SignatureVerifier.Verify(TypedData.Digest(grant.Descriptor), grant.Signature, hub.Identity.Address));
        grant.Validate();
        var row = hub.Services.GetRequiredService<DeviceRegistry>().Find(device.Address)!;
        Assert.Equal("porch", row.Name);
        Assert.Equal(device.Tls.SpkiHash, row.Certificate.SpkiHash);
    }

    public static TheoryData<string> Lies =>
        ["hub", "home", "authority", "transcript", "device", "signature", "other TLS key", "other subject", "no request"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task A_request_that_lies_about_anything_is_refused_and_leaves_no_trace(string lie)
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = new TestDevice();
        await using var other = new TestDevice();
        var enrolment = hub.Services.GetRequiredService<DeviceEnrolment>();
        var offer = enrolment.Offer();
        var request = Lie(device, other, device.Answer(offer), lie);

        var outcome = await AnswerAsync(enrolment, offer, request);

        var refused = Assert.IsType<EnrolmentOutcome.Refused>(outcome);
        Assert.Equal(
            lie switch
            {
                "device" or "signature" => EnrolmentRefusal.Signature,
                "other TLS key" => EnrolmentRefusal.OtherKey,
                "other subject" or "no request" => EnrolmentRefusal.CertificateRequest,
                _ => EnrolmentRefusal.OtherOffer,
            },
            refused.Refusal);
        Assert.Empty(hub.Services.GetRequiredService<DeviceRegistry>().Active);
    }

    [Fact]
    public async Task An_offer_is_good_for_minutes()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var hub = await HubHost.StartAsync(services => services.AddSingleton<TimeProvider>(clock));
        await using var device = new TestDevice();
        var enrolment = hub.Services.GetRequiredService<DeviceEnrolment>();
        var offer = enrolment.Offer();
        clock.Advance(DeviceEnrolment.OfferLife + TimeSpan.FromSeconds(1));
        var outcome = await AnswerAsync(enrolment, offer, device.Answer(offer));
        Assert.Equal(EnrolmentRefusal.Late, Assert.IsType<EnrolmentOutcome.Refused>(outcome).Refusal);
    }

    [Fact]
    public async Task A_device_that_was_put_out_does_not_come_back_by_itself()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync();
        await hub.Services.GetRequiredService<DeviceRegistry>()
            .RevokeAsync(device.Address, TestContext.Current.CancellationToken);
        var enrolment = hub.Services.GetRequiredService<DeviceEnrolment>();
        var offer = enrolment.Offer();
        var outcome = await AnswerAsync(enrolment, offer, device.Answer(offer));
        Assert.Equal(EnrolmentRefusal.Revoked, Assert.IsType<EnrolmentOutcome.Refused>(outcome).Refusal);
    }

    [Fact]
    public async Task A_known_device_keeps_its_name_when_it_enrols_again()
    {
        await using var hub = await HubHost.StartAsync();
        await using var device = await hub.EnrolAsync("first");
        await device.EnrolAsync(hub, "second");
        var row = Assert.Single(hub.Services.GetRequiredService<DeviceRegistry>().Active);
        Assert.Equal("first", row.Name);
    }

    private static Task<EnrolmentOutcome> AnswerAsync(
        DeviceEnrolment enrolment, EnrolmentOffer offer, EnrolmentRequest request) => enrolment.AnswerAsync(
        offer, request, new EnrolmentTerms("test", null, s_doors, DeviceEnrolment.OfferLife, null), TestContext.Current.CancellationToken);

    private static EnrolmentRequest Lie(TestDevice device, TestDevice other, EnrolmentRequest honest, string lie)
    {
        var wrong = new Bytes32(Enumerable.Repeat((byte)9, 32).ToArray());
        var permit = honest.Permit;
        permit = lie switch
        {
            "hub" => permit with { Hub = other.Address },
            "home" => permit with { HomeId = wrong },
            "authority" => permit with { CaSpkiHash = wrong },
            "transcript" => permit with { Transcript = wrong },
            "device" => permit with { Device = other.Address },
            "other TLS key" => permit with { TlsSpkiHash = other.Tls.SpkiHash },
            _ => permit,
        };
        var signer = lie == "signature" ? other.Key : device.Key;
        return honest with
        {
            Permit = permit,
            Signature = signer.Sign(TypedData.Digest(permit)),
            CertificateRequest = lie switch
            {
                "other subject" => device.Tls.CreateRequest(other.Address),
                "no request" => [1, 2, 3],
                _ => honest.CertificateRequest,
            },
        };
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>A hub's keys and its side of enrolment: everything of a home but the doors.</summary>
internal sealed class TestHome : IDisposable
{
    private readonly TempDirectory _directory = new();

    public TestHome()
    {
        Key = SigningKey.Create();
        Authority = CertificateAuthority.LoadOrCreate(_directory.Combine("authority"), Key.Address, TimeProvider.System);
    }

    public SigningKey Key { get; }

    public CertificateAuthority Authority { get; }

    public Bytes32 HomeId => EdgeAgent.Identity.Home.IdOf(Key.Address);

    public EnrolmentOffer Offer() => new(
        Key.Address, HomeId, Authority.SpkiHash, Commitment.NewSalt(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The grant of a hub that has checked the request.</summary>
    public EnrolmentGrant Grant(EnrolmentRequest request, HubDoors doors)
    {
        var permit = request.Permit;
        Assert.True(SignatureVerifier.Verify(TypedData.Digest(permit), request.Signature, permit.Device));
        var issued = Authority.IssueDevice(request.CertificateRequest, permit.Device);
        Assert.Equal(permit.TlsSpkiHash, issued.SpkiHash);
        var now = TimeProvider.System.GetUtcNow();
        var descriptor = new DeviceDescriptor(
            HomeId, permit.Device, 1, (ulong)now.ToUnixTimeSeconds(), (ulong)now.AddDays(90).ToUnixTimeSeconds());
        return new EnrolmentGrant(
            issued.Der,
            Authority.Certificate.RawData,
            doors,
            descriptor,
            Key.Sign(TypedData.Digest(descriptor)),
            now.ToUnixTimeMilliseconds());
    }

    /// <summary>Enrols a device without a transport.</summary>
    public TestDevice Enrol(HubDoors doors)
    {
        var device = new TestDevice();
        using var tls = TlsKey.LoadOrCreate(device.Data.TlsKey);
        var enrolment = new DeviceEnrolment(device.Key, tls);
        var offer = Offer();
        var grant = Grant(enrolment.Answer(offer, "test board"), doors);
        enrolment.Check(offer, grant);
        HomeFile.Write(device.Data.Home, grant);
        return device;
    }

    public void Dispose()
    {
        Authority.Dispose();
        Key.Dispose();
        _directory.Dispose();
    }
}

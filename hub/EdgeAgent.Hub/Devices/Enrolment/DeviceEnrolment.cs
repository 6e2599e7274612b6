using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Hub.Devices;

/// <summary>Takes devices into the home: the hub's side of offer, request and grant, whatever carries them.</summary>
internal sealed class DeviceEnrolment(HubIdentity identity, DeviceRegistry registry, TimeProvider time)
{
    /// <summary>How long an offer over a pipe may be answered.</summary>
    public static readonly TimeSpan OfferLife = TimeSpan.FromMinutes(5);

    /// <summary>Bits of <see cref="DeviceDescriptor.Permissions"/>: work, report, trade.</summary>
    private const uint AllPermissions = 0b111;

    /// <summary>An offer for one run whose transport protects itself (a pipe to an own process).</summary>
    public EnrolmentOffer Offer() => Offer(new Bytes32(RandomNumberGenerator.GetBytes(Bytes32.SizeBytes)));

    /// <summary>An offer for one run with a transcript of its own.</summary>
    public EnrolmentOffer Offer(Bytes32 transcript) => new(
        identity.Address,
        identity.HomeId,
        identity.Authority.SpkiHash,
        transcript,
        time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Checks a device's answer to an offer, and registers it.</summary>
    /// <param name="offer">As it was sent in this run.</param>
    /// <param name="request">The answer.</param>
    /// <param name="terms">What the device gets.</param>
    /// <param name="cancellationToken">Gives up before it is registered.</param>
    public async Task<EnrolmentOutcome> AnswerAsync(
        EnrolmentOffer offer, EnrolmentRequest request, EnrolmentTerms terms, CancellationToken cancellationToken)
    {
        if (Check(offer, request, terms.OfferLife) is { } refused)
        {
            return refused;
        }
        var device = request.Permit.Device;
        IssuedCertificate issued;
        try
        {
            issued = identity.Authority.IssueDevice(request.CertificateRequest, device);
        }
        catch (CertificateRequestException e)
        {
            return new EnrolmentOutcome.Refused(EnrolmentRefusal.CertificateRequest, e.Message);
        }
        if (issued.SpkiHash != request.Permit.TlsSpkiHash)
        {
            return new EnrolmentOutcome.Refused(
                EnrolmentRefusal.OtherKey, "The certificate request has another key than the permit.");
        }
        var certificate = new DeviceCertificate(issued.SpkiHash, issued.Serial, issued.NotAfter);
        var row = await registry.RegisterAsync(
            device, terms.Name, request.Hardware, terms.LocalSlot, certificate,
            terms.PendingFor is { } wait ? time.GetUtcNow() + wait : null, cancellationToken);
        return new EnrolmentOutcome.Granted(row, Grant(issued, device, terms.Doors));
    }

    private EnrolmentOutcome.Refused? Check(EnrolmentOffer offer, EnrolmentRequest request, TimeSpan? offerLife)
    {
        var permit = request.Permit;
        if (permit.Hub != offer.Hub || permit.HomeId != offer.HomeId
            || permit.CaSpkiHash != offer.CaSpkiHash || permit.Transcript != offer.Transcript)
        {
            return new(EnrolmentRefusal.OtherOffer, "The permit is for another hub or another run.");
        }
        if (offerLife is { } life && time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(offer.Time) > life)
        {
            return new(EnrolmentRefusal.Late, $"The offer was good for {life.TotalMinutes:0} minutes.");
        }
        if (!SignatureVerifier.Verify(TypedData.Digest(permit), request.Signature, permit.Device))
        {
            return new(EnrolmentRefusal.Signature, "The permit is not signed by the device that it names.");
        }
        return registry.Find(permit.Device) switch
        {
            { RevokedAt: not null } => new(EnrolmentRefusal.Revoked, "The owner has put this device out of the home."),
            null when registry.IsFull => new(
                EnrolmentRefusal.HomeFull, $"The home has {DeviceRegistry.DeviceLimit} devices, which is the limit."),
            _ => null,
        };
    }

    private EnrolmentGrant Grant(IssuedCertificate issued, Address device, HubDoors doors)
    {
        var descriptor = new DeviceDescriptor(
            identity.HomeId,
            device,
            AllPermissions,
            (ulong)issued.NotBefore.ToUnixTimeSeconds(),
            (ulong)issued.NotAfter.ToUnixTimeSeconds());
        return new EnrolmentGrant(
            issued.Der,
            identity.Authority.Certificate.RawData,
            doors,
            descriptor,
            identity.Key.Sign(TypedData.Digest(descriptor)),
            time.GetUtcNow().ToUnixTimeMilliseconds());
    }
}

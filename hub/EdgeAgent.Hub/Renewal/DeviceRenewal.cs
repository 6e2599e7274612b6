using System.Collections.Concurrent;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Renewal;

/// <summary>The hub's side of renewal: tells a device how it stands, and certifies its next TLS key.</summary>
internal sealed partial class DeviceRenewal(
    HubIdentity identity,
    DeviceRegistry registry,
    DeviceHolds holds,
    DeviceEnrolment enrolment,
    TimeProvider time,
    ILogger<DeviceRenewal> logger)
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Address, (DateTimeOffset Since, int Count)> _recent = new();
    private readonly ILogger<DeviceRenewal> _logger = logger;

    /// <summary>How the device stands, signed by the hub.</summary>
    /// <param name="peer">By its certificate.</param>
    /// <param name="query">What it asks.</param>
    /// <returns>Null for a copy that the owner has not chosen.</returns>
    public SignedRenewalTerms? Terms(DevicePeer peer, RenewalQuery query)
    {
        if (IsLockedOut(peer, query.Boot))
        {
            return null;
        }
        var terms = new RenewalTerms(
            identity.HomeId,
            peer.Device,
            query.Nonce,
            identity.Authority.SpkiHash,
            registry.RenewalsOf(peer.Device),
            Seconds(time.GetUtcNow()),
            Seconds(RenewAt(peer)));
        return new SignedRenewalTerms(terms, identity.Key.Sign(TypedData.Digest(terms)));
    }

    /// <summary>When a device with this certificate should renew it: at half its life, or at once.</summary>
    public DateTimeOffset RenewAt(DevicePeer peer) =>
        peer.Standing == PeerStanding.Full && peer.Authority == identity.Authority.SpkiHash
            ? peer.NotAfter - (CertificateAuthority.DeviceLife / 2)
            : time.GetUtcNow();

    /// <summary>Certifies the device's next key.</summary>
    /// <param name="peer">By the certificate of its connection.</param>
    /// <param name="request">What it wants.</param>
    /// <param name="doors">Where it connects.</param>
    /// <param name="cancellationToken">Gives up before the registry has it.</param>
    public async Task<RenewalOutcome> AnswerAsync(
        DevicePeer peer, RenewalRequest request, HubDoors doors, CancellationToken cancellationToken)
    {
        if (Check(peer, request) is { } refused)
        {
            return Refuse(peer, refused);
        }
        IssuedCertificate issued;
        try
        {
            issued = identity.Authority.IssueDevice(request.CertificateRequest, peer.Device);
        }
        catch (CertificateRequestException e)
        {
            return Refuse(peer, new(RenewalRefusal.CertificateRequest, e.Message));
        }
        if (issued.SpkiHash != request.Key.NewSpki || issued.SpkiHash == peer.SpkiHash)
        {
            return Refuse(peer, new(
                RenewalRefusal.OtherKey, "The certificate request has another key than was signed, or the old one."));
        }
        var renewed = await registry.RenewAsync(
            peer.Device,
            new DeviceCertificate(peer.SpkiHash, peer.Serial, peer.NotAfter),
            new DeviceCertificate(issued.SpkiHash, issued.Serial, issued.NotAfter),
            request.Key.N,
            cancellationToken);
        if (!renewed)
        {
            return Refuse(peer, Superseded());
        }
        LogRenewed(peer.Device, request.Key.N, issued.NotAfter);
        return new RenewalOutcome.Granted(enrolment.Grant(issued, peer.Device, doors));
    }

    private RenewalOutcome.Refused? Check(DevicePeer peer, RenewalRequest request)
    {
        var key = request.Key;
        if (IsLockedOut(peer, request.Boot))
        {
            return new(RenewalRefusal.Held, "This device exists more than once; the owner has to choose a copy on the hub.");
        }
        if (key.Device != peer.Device || key.HomeId != identity.HomeId || key.OldSpki != peer.SpkiHash)
        {
            return new(RenewalRefusal.OtherKey, "The succession is for another device, home or key than the connection's.");
        }
        if (!Charge(peer.Device))
        {
            return new(RenewalRefusal.TooOften, $"At most {RenewalLimits.PerHour} renewals an hour.");
        }
        if (!SignatureVerifier.Verify(TypedData.Digest(key), request.Signature, peer.Device))
        {
            return new(RenewalRefusal.Signature, "The succession is not signed by the device.");
        }
        return key.N > registry.RenewalsOf(peer.Device) ? null : Superseded();
    }

    private bool IsLockedOut(DevicePeer peer, BootId boot) =>
        holds.Covers(peer.Device, peer.SpkiHash) && holds.Find(peer.Device)?.Keep != boot;

    private bool Charge(Address device)
    {
        var now = time.GetUtcNow();
        return _recent.AddOrUpdate(
            device,
            _ => (now, 1),
            (_, recent) => now - recent.Since > s_hour ? (now, 1) : (recent.Since, recent.Count + 1))
            .Count <= RenewalLimits.PerHour;
    }

    private RenewalOutcome.Refused Refuse(DevicePeer peer, RenewalOutcome.Refused refused)
    {
        LogRefused(peer.Device, refused.Reason);
        return refused;
    }

    private static RenewalOutcome.Refused Superseded() =>
        new(RenewalRefusal.Superseded, "A later succession was accepted already; ask for the terms again.");

    private static ulong Seconds(DateTimeOffset moment) => (ulong)Math.Max(0, moment.ToUnixTimeSeconds());

    [LoggerMessage(EventId = HubEventIds.DeviceRenewed, Level = LogLevel.Information,
        Message = "Device {Device} has a certificate for its next key (renewal {N}), until {End:yyyy-MM-dd}")]
    private partial void LogRenewed(Address device, ulong n, DateTimeOffset end);

    [LoggerMessage(EventId = HubEventIds.RenewalRefused, Level = LogLevel.Warning,
        Message = "Device {Device} gets no new certificate: {Reason}")]
    private partial void LogRefused(Address device, RenewalRefusal reason);
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Backup;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity.Tls;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Doors;

/// <summary>Who a client certificate belongs to: it must come from the home's own authority and be one in the registry.</summary>
internal sealed partial class DeviceCertificates(
    HubIdentity identity,
    DeviceRegistry registry,
    DeviceHolds holds,
    RestoreHistory restores,
    TimeProvider time,
    ILogger<DeviceCertificates> logger)
{
    /// <summary>How long after its end a certificate still gets its device the next one.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    private static readonly TimeSpan s_logEvery = TimeSpan.FromMinutes(1);

    private readonly ILogger<DeviceCertificates> _logger = logger;
    private long _nextLog;

    /// <summary>False for any certificate that does not get its device in with all rights.</summary>
    public bool TryIdentify(X509Certificate2? certificate, [NotNullWhen(true)] out DevicePeer? peer)
    {
        peer = Judge(certificate) is { Standing: PeerStanding.Full } full ? full : null;
        return peer is not null;
    }

    /// <summary>What a certificate is good for; null: nothing.</summary>
    public DevicePeer? Judge(X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return null;
        }
        foreach (var authority in identity.Authorities.Trusted)
        {
            if (PeerCertificates.ReadDevice(certificate, authority.Certificate) is { } facts)
            {
                return Judge(facts) is { } standing
                    ? new DevicePeer(facts.Device, facts.SpkiHash, facts.Serial)
                    {
                        Standing = standing,
                        NotAfter = facts.NotAfter,
                        Authority = authority.SpkiHash,
                    }
                    : null;
            }
        }
        return null;
    }

    /// <summary>As <see cref="Judge(X509Certificate2?)"/>; and the first time that a new certificate is shown makes it active, on disk when this returns.</summary>
    /// <returns>Null for a certificate that gets nobody in.</returns>
    public async Task<DevicePeer?> AdmitAsync(X509Certificate2? certificate, CancellationToken cancellationToken) =>
        Judge(certificate) is { } peer
        && (peer.Standing != PeerStanding.Full
            || await registry.ActivateAsync(peer.Device, peer.SpkiHash, peer.Serial, cancellationToken))
            ? peer
            : null;

    /// <summary>Whether the peer of an open connection may still do what it could when the connection began.</summary>
    public bool IsAdmitted(DevicePeer peer) => peer.Standing == PeerStanding.Full
        ? registry.Admits(peer.Device, peer.SpkiHash, peer.Serial) && !holds.Covers(peer.Device, peer.SpkiHash)
        : registry.Find(peer.Device) is { RevokedAt: null };

    /// <summary>Notes that a device has come in with this certificate; the one before it is then worthless.</summary>
    public async Task UsedAsync(DevicePeer peer, CancellationToken cancellationToken)
    {
        if (peer.Standing == PeerStanding.Full)
        {
            await registry.CertificateUsedAsync(peer.Device, peer.SpkiHash, peer.Serial, cancellationToken);
            await holds.UsedAsync(peer.Device, peer.SpkiHash, cancellationToken);
        }
    }

    private PeerStanding? Judge(DeviceCertificateFacts facts)
    {
        if (registry.Find(facts.Device) is not { RevokedAt: null })
        {
            return null;
        }
        var known = registry.Admits(facts.Device, facts.SpkiHash, facts.Serial);
        if (!known && !restores.MayHaveForgotten(facts.NotBefore + CertificateAuthority.ClockTolerance))
        {
            WarnOfOldCopy(facts.Device);
            return null;
        }
        // Not the beginning: the registry knows that the hub issued it, at a time when its clock may have run ahead.
        var over = time.GetUtcNow() - facts.NotAfter;
        return over > Grace ? null
            : holds.Covers(facts.Device, facts.SpkiHash) ? PeerStanding.Held
            : over > TimeSpan.Zero ? PeerStanding.Expired
            : known ? PeerStanding.Full
            : PeerStanding.Restored;
    }

    /// <summary>The device has a newer key: whoever still has this one runs from a copy of its card.</summary>
    private void WarnOfOldCopy(Address device)
    {
        var next = Volatile.Read(ref _nextLog);
        var now = time.GetUtcNow().UtcTicks;
        if (now >= next && Interlocked.CompareExchange(ref _nextLog, now + s_logEvery.Ticks, next) == next)
        {
            LogOldCopy(device);
        }
    }

    [LoggerMessage(EventId = HubEventIds.OldCopySeen, Level = LogLevel.Warning,
        Message = "Device {Device}: somebody came with a certificate that it has given up, so an old copy of its card is in use; refused")]
    private partial void LogOldCopy(Address device);
}

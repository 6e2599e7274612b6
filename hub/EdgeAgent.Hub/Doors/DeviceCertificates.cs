using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Hub.Doors;

/// <summary>Who a client certificate belongs to: it must come from the hub's own authority and be the one in the registry.</summary>
internal sealed class DeviceCertificates(HubIdentity identity, DeviceRegistry registry, TimeProvider time)
{
    /// <summary>False for any certificate that is not a registered device's current one.</summary>
    public bool TryIdentify(X509Certificate2? certificate, [NotNullWhen(true)] out DevicePeer? peer)
    {
        peer = null;
        if (certificate is null
            || !PeerCertificates.IsDevice(
                certificate, identity.Authority.Certificate, time.GetUtcNow(),
                out var device, out var spkiHash, out var serial))
        {
            return false;
        }
        var found = new DevicePeer(device, spkiHash, serial);
        if (!IsAdmitted(found))
        {
            return false;
        }
        peer = found;
        return true;
    }

    /// <summary>As <see cref="TryIdentify"/>; and the first time that a new certificate is shown makes it active, on disk when this returns.</summary>
    /// <returns>Null for a certificate that gets nobody in.</returns>
    public async Task<DevicePeer?> AdmitAsync(X509Certificate2? certificate, CancellationToken cancellationToken) =>
        TryIdentify(certificate, out var peer)
        && await registry.ActivateAsync(peer.Device, peer.SpkiHash, peer.Serial, cancellationToken)
            ? peer
            : null;

    /// <summary>Whether the registry still has this device with this certificate.</summary>
    public bool IsAdmitted(DevicePeer peer) => registry.Admits(peer.Device, peer.SpkiHash, peer.Serial);
}

using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Capability;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Edge.Pairing;

/// <summary>One pairing of this device, with its keys, its counters and its files. The caller holds the data directory's lock.</summary>
public sealed class PairingRunner(DataDirectory data, TimeProvider time, Action<PairingNews> tell)
{
    /// <summary>Pairs with the secret that belongs to the verifier.</summary>
    /// <param name="verifier">Taken over and erased.</param>
    /// <param name="hub">Where the hub is; null: looked for in the local network.</param>
    /// <param name="authority">The hub's authority, where a card pins it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AttemptFileException">The counters cannot be read: nothing may be tried.</exception>
    /// <exception cref="EnrolmentRefusedException">The hub's grant contradicts itself.</exception>
    /// <exception cref="HubNotFoundException">No hub is named and none can be looked for.</exception>
    /// <exception cref="KeyFileException">A key file or the directory is open to others.</exception>
    public async Task<PairingResult> RunAsync(
        PairingVerifier verifier, HubTarget? hub, X509Certificate2? authority, CancellationToken cancellationToken)
    {
        PrivateFile.EnsureDirectory(data.Root);
        using var key = SigningKey.LoadOrCreate(data.DeviceKey);
        using var tls = TlsKey.LoadOrCreate(data.TlsKey);
        using var attempts = FileAttemptCounter.Open(data.Attempts);
        var boot = BootId.Read();
        var hardware = WireText.Clip(Board.Describe(), PairingHello.MaxHardwareChars);
        using var machine = new DevicePairing(
            new DevicePairingSetup(
                verifier,
                key.Address,
                tls.SpkiHash,
                hardware,
                new DeviceAttempts(attempts, boot),
                authority is null ? null : HubPin.SpkiHash(authority)),
            time);
        var finder = new HubFinder(time);
        using var session = new PairingSession(
            machine,
            new DeviceEnrolment(key, tls, time),
            tls,
            hardware,
            hub is null ? finder.FindAsync : _ => Task.FromResult<IReadOnlyList<HubTarget>>([hub]),
            authority,
            new PendingGrantFile(data, boot, time),
            time,
            tell);
        tell(new PairingNews.Begun(machine.Name));
        return await session.RunAsync(cancellationToken);
    }

    /// <summary>Connects with a grant that an earlier process has stored, while its hour lasts.</summary>
    /// <returns>Null where there is none, or its hour has ended.</returns>
    public async Task<PairingResult.Paired?> ResumeAsync(CancellationToken cancellationToken)
    {
        var file = new PendingGrantFile(data, BootId.Read(), time);
        using var tls = TlsKey.LoadOrCreate(data.TlsKey);
        while (file.Read(out _) is { } grant)
        {
            var home = HomeFile.Open(WireJson.Parse(grant.Grant, WireJson.Default.EnrolmentGrant));
            tell(new PairingNews.Connecting(grant.Fingerprint));
            if (await FirstConnection.TryAsync(home, tls, time, cancellationToken) is not { } reason)
            {
                file.Activate(grant);
                return new PairingResult.Paired(home.Hub, grant.Fingerprint);
            }
            tell(new PairingNews.Unreachable(string.Join(", ", home.Doors.Hosts), reason));
            await Task.Delay(PairingSession.ResendPause, time, cancellationToken);
        }
        return null;
    }
}

using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>A hub with its real key and authority around the pairing machine, as the transports will stand.</summary>
internal sealed class HomeHub : IDisposable
{
    private readonly TimeProvider _time;
    private readonly SrpGroup _group;
    private readonly SigningKey _key;
    private readonly CertificateAuthority _authority;

    public HomeHub(TempDirectory directory, string name, TimeProvider time, SrpGroup? group = null, IAttemptCounter? attempts = null)
    {
        _time = time;
        _group = group ?? SrpGroup.Standard;
        Attempts = attempts ?? new MemoryAttempts();
        _key = SigningKey.LoadOrCreate(directory.File($"{name}.key"));
        _authority = CertificateAuthority.LoadOrCreate(directory.File($"{name}-ca"), _key.Address, time);
        Facts = new HubFacts(_key.Address, Home.IdOf(_key.Address), _authority.SpkiHash);
        Pairing = new HubPairing(Facts, Attempts, time, _group);
    }

    public HubFacts Facts { get; }

    public IAttemptCounter Attempts { get; set; }

    public HubPairing Pairing { get; private set; }

    public Dictionary<Address, RegistryRow> Registry { get; private set; } = [];

    /// <summary>A restart: memory is gone, registry and counters stay.</summary>
    public void Restart()
    {
        Pairing.Dispose();
        Pairing = new HubPairing(Facts, Attempts, _time, _group);
        foreach (var (device, row) in Registry.Where(r => !r.Value.IsActive))
        {
            Pairing.Restore(
                new GrantedEnrolment(device, row.SpkiHash, row.Serial, default, ""), PairingTimes.Run);
        }
    }

    /// <summary>Begins anew for another run of a test; keys and authority stay, because making them is slow.</summary>
    public void Reset(IAttemptCounter attempts)
    {
        Attempts = attempts;
        Registry = [];
        Restart();
    }

    public IWireMessage Handle(IPAddress from, IWireMessage message) => Unwrap(message switch
    {
        PairingHello hello => Pairing.OnHello(from, hello),
        PairingReply reply => Pairing.OnReply(reply),
        PairingConfirm confirm => Pairing.OnConfirm(confirm),
        _ => new HubAnswer.Refused(new PairingRefused(1)),
    });

    public IWireMessage Unwrap(HubAnswer answer) => answer switch
    {
        HubAnswer.Wait wait => wait.Message,
        HubAnswer.Challenge challenge => challenge.Message,
        HubAnswer.Proof proof => proof.Message,
        HubAnswer.Grant grant => grant.Message,
        HubAnswer.Refused refused => refused.Message,
        HubAnswer.Decide decide => Unwrap(Pairing.Decide(decide.Key, Enrol(decide))),
        _ => throw new UnreachableException(),
    };

    public bool TryConnect(X509Certificate2 certificate)
    {
        if (!PeerCertificates.IsDevice(
                certificate, _authority.Certificate, _time.GetUtcNow(), out var device, out var spki, out var serial)
            || !Registry.TryGetValue(device, out var row) || row.SpkiHash != spki || row.Serial != serial)
        {
            return false;
        }
        if (!row.IsActive)
        {
            if (Pairing.OnConnected(device, spki, serial) is null)
            {
                return false;
            }
            Registry[device] = row with { IsActive = true };
        }
        return true;
    }

    public void Tick()
    {
        foreach (var notice in Pairing.Tick().OfType<HubNotice.Void>())
        {
            var granted = notice.Enrolment;
            if (Registry.TryGetValue(granted.Device, out var row) && row.Serial == granted.Serial)
            {
                Registry.Remove(granted.Device);
            }
        }
    }

    public EnrolmentDecision Enrol(HubAnswer.Decide decide)
    {
        var permit = decide.Request.Permit;
        if (Registry.ContainsKey(permit.Device) && !decide.IsApproved)
        {
            return new EnrolmentDecision.NeedsApproval();
        }
        IssuedCertificate issued;
        try
        {
            issued = _authority.IssueDevice(decide.Request.CertificateRequest, permit.Device);
        }
        catch (CertificateRequestException)
        {
            return new EnrolmentDecision.Denied();
        }
        if (issued.SpkiHash != permit.TlsSpkiHash)
        {
            return new EnrolmentDecision.Denied();
        }
        Registry[permit.Device] = new RegistryRow(issued.SpkiHash, issued.Serial, IsActive: false);
        var now = _time.GetUtcNow();
        var descriptor = new DeviceDescriptor(
            Facts.HomeId,
            permit.Device,
            Permissions: 7,
            (ulong)now.ToUnixTimeSeconds(),
            (ulong)now.AddDays(90).ToUnixTimeSeconds());
        return new EnrolmentDecision.Granted(
            new EnrolmentGrant(
                issued.Der,
                _authority.Certificate.RawData,
                new HubDoors(["127.0.0.1"], 8883, 8444),
                descriptor,
                _key.Sign(TypedData.Digest(descriptor)),
                now.ToUnixTimeMilliseconds()),
            issued.Serial);
    }

    public void Dispose()
    {
        Pairing.Dispose();
        _key.Dispose();
        _authority.Dispose();
    }
}

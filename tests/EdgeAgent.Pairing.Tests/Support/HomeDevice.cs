using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>A device with its real keys around the pairing machine, as the transports will stand.</summary>
internal sealed class HomeDevice : IDisposable
{
    private readonly TimeProvider _time;
    private readonly SrpGroup _group;
    private readonly SigningKey _key;
    private readonly TlsKey _tls;

    public HomeDevice(TempDirectory directory, string name, TimeProvider time, SrpGroup? group = null)
    {
        _time = time;
        _group = group ?? SrpGroup.Standard;
        _key = SigningKey.LoadOrCreate(directory.File($"{name}.key"));
        _tls = TlsKey.LoadOrCreate(directory.File($"{name}-tls.key"));
    }

    public Address Address => _key.Address;

    public Bytes32 SpkiHash => _tls.SpkiHash;

    public IAttemptCounter Attempts { get; set; } = new MemoryAttempts();

    public DevicePairing Pairing { get; private set; } = null!;

    public DeviceStep? LastStep { get; private set; }

    public DeviceStep? LastStepBefore { get; private set; }

    public PairingVerifier Verifier { get; private set; } = null!;

    /// <summary>What the device has stored of its home.</summary>
    public DeviceStep.Store? Stored { get; private set; }

    public PrintedSecret StartPrinted(string boot = "boot-1", bool pinned = false, Bytes32? expectedAuthority = null)
    {
        var secret = PrintedSecret.New(pinned ? SpkiHash : null);
        Start(PairingVerifier.Create(_group, secret), boot, expectedAuthority);
        return secret;
    }

    public PairingCode StartCode(string boot = "boot-1")
    {
        var code = PairingCode.New();
        Start(PairingVerifier.Create(_group, code), boot);
        return code;
    }

    public void Start(PairingVerifier verifier, string boot = "boot-1", Bytes32? expectedAuthority = null)
    {
        Pairing?.Dispose();
        (LastStepBefore, LastStep) = (null, null);
        Verifier = verifier;
        Stored = null;
        Pairing = new DevicePairing(
            new DevicePairingSetup(
                verifier, Address, SpkiHash, "Test Board", new DeviceAttempts(Attempts, boot), expectedAuthority),
            _time,
            _group);
    }

    /// <summary>Begins anew for another run of a test; the keys stay.</summary>
    public void Reset(IAttemptCounter attempts)
    {
        Pairing?.Dispose();
        Pairing = null!;
        Stored = null;
        Attempts = attempts;
    }

    /// <summary>Takes a hub's answer and gives the next message, if there is one.</summary>
    public IWireMessage? Handle(IWireMessage message) => Follow(message switch
    {
        PairingChallenge challenge => Pairing.OnChallenge(challenge),
        PairingProof proof => Pairing.OnProof(proof),
        PairingGrant grant => Pairing.OnGrant(grant),
        PairingRefused => Pairing.OnRefused(),
        _ => new DeviceStep.Ignored(),
    });

    public IWireMessage? Follow(DeviceStep step)
    {
        (LastStepBefore, LastStep) = (LastStep, step);
        switch (step)
        {
            case DeviceStep.SendReply reply:
                return reply.Message;
            case DeviceStep.MakeRequest make:
                return Follow(Pairing.OnRequest(MakeRequest(make.Offer)));
            case DeviceStep.SendConfirm confirm:
                return confirm.Message;
            case DeviceStep.Store store:
                if (!IsUsable(store))
                {
                    return Follow(Pairing.OnUnusable());
                }
                Stored = store;
                return Follow(Pairing.OnStored());
            case DeviceStep.Ended:
                Stored = null;
                return null;
            default:
                return null;
        }
    }

    /// <summary>The first connection, with the certificate as it would be in the handshake.</summary>
    public bool TryConnect(HomeHub hub)
    {
        Follow(Pairing.OnTick());
        if (Stored is not { } stored)
        {
            return false;
        }
        using var authority = X509CertificateLoader.LoadCertificate(stored.Grant.Authority);
        using var certificate = X509CertificateLoader.LoadCertificate(stored.Grant.Certificate);
        if (SpkiOf(authority) != hub.Facts.CaSpkiHash || stored.Offer.Hub != hub.Facts.Hub || !hub.TryConnect(certificate))
        {
            return false; // in life: the server's certificate does not chain to the stored authority
        }
        Follow(Pairing.OnConnected());
        return true;
    }

    public EnrolmentRequest MakeRequest(EnrolmentOffer offer)
    {
        var permit = new PairPermit(
            Address, offer.Hub, offer.HomeId, SpkiHash, offer.CaSpkiHash, offer.Transcript);
        return new EnrolmentRequest(permit, _key.Sign(TypedData.Digest(permit)), _tls.CreateRequest(Address), "Test Board");
    }

    public void Dispose()
    {
        Pairing?.Dispose();
        _key.Dispose();
        _tls.Dispose();
    }

    private bool IsUsable(DeviceStep.Store store)
    {
        using var authority = X509CertificateLoader.LoadCertificate(store.Grant.Authority);
        using var certificate = X509CertificateLoader.LoadCertificate(store.Grant.Certificate);
        return SpkiOf(authority) == store.Offer.CaSpkiHash
            && PeerCertificates.IsDevice(
                certificate, authority, _time.GetUtcNow(), out var device, out var spki, out _)
            && device == Address && spki == SpkiHash;
    }

    private static Bytes32 SpkiOf(X509Certificate2 certificate) =>
        new(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
}

using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>Somebody who poses as a hub, with a guess in place of the secret, and says of itself what it likes.</summary>
internal sealed class RogueHub(HubFacts facts) : IDisposable
{
    private readonly SrpClient _client = new(SrpGroup.Standard);
    private PairingHello? _hello;
    private PairingChallenge? _challenge;

    public PairingKeys? Keys { get; private set; }

    public PairingChallenge Challenge(PairingHello hello)
    {
        _hello = hello;
        _challenge = new PairingChallenge(
            new Bytes32(RandomNumberGenerator.GetBytes(32)), _client.PublicA, facts.Hub, facts.HomeId, facts.CaSpkiHash, 1);
        return _challenge;
    }

    /// <summary>What a guess makes of the device's reply.</summary>
    public PairingProof Prove(PairingReply reply, PairingCode guess)
    {
        using var x = SecretStretch.PrivateKey(SrpGroup.Standard, guess, _hello!.Enrolment, _hello.Salt);
        return Prove(reply, x);
    }

    public PairingProof Prove(PairingReply reply, PrintedSecret guess)
    {
        using var x = SecretStretch.PrivateKey(SrpGroup.Standard, guess, _hello!.Salt);
        return Prove(reply, x);
    }

    public void Dispose()
    {
        _client.Dispose();
        Keys?.Dispose();
    }

    private PairingProof Prove(PairingReply reply, SecretBuffer x)
    {
        using var shared = _client.Agree(x, reply.PublicB);
        Keys?.Dispose();
        Keys = new PairingKeys(shared!, PairingTranscript.Compute(_hello!, _challenge!, reply));
        return new PairingProof(_challenge!.Run, Keys.HubProof());
    }
}

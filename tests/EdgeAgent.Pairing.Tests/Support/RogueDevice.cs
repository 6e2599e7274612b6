using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>Somebody who poses as a device, with a verifier of its own making, and asks for what it likes.</summary>
internal sealed class RogueDevice(PairingVerifier verifier, Bytes32 spkiHash, EnrolmentId? enrolment = null) : IDisposable
{
    private readonly SrpServer _server = new(SrpGroup.Standard, verifier.Verifier);
    private PairingChallenge? _challenge;
    private PairingReply? _reply;

    public PairingHello Hello { get; } = new(
        PairingLimits.Version,
        enrolment ?? verifier.Enrolment,
        spkiHash,
        "Test Board",
        verifier.Salt,
        verifier.Iterations,
        new Bytes32(RandomNumberGenerator.GetBytes(32)));

    public PairingKeys? Keys { get; private set; }

    public EnrolmentOffer? Offer { get; private set; }

    public PairingReply Reply(PairingChallenge challenge)
    {
        _challenge = challenge;
        _reply = new PairingReply(challenge.Run, _server.PublicB);
        Keys = KeysFor(_server);
        Offer = new EnrolmentOffer(
            challenge.Hub,
            challenge.HomeId,
            challenge.CaSpkiHash,
            PairingTranscript.Compute(Hello, challenge, _reply),
            challenge.Time);
        return _reply;
    }

    /// <summary>The second guess from one run: whether the hub's proof fits another verifier too.</summary>
    public bool FitsAlso(PairingProof proof, PairingVerifier guess, ReadOnlySpan<byte> exponent)
    {
        using var server = new SrpServer(SrpGroup.Standard, guess.Verifier, exponent);
        using var keys = KeysFor(server);
        return keys.IsHubProof(proof.Mac);
    }

    public PairingConfirm Confirm(EnrolmentRequest request) => new(
        _challenge!.Run, Keys!.DeviceProof(), Keys.DeviceSeal(WireJson.Write(request, WireJson.Default.EnrolmentRequest)));

    public void Dispose()
    {
        _server.Dispose();
        Keys?.Dispose();
    }

    private PairingKeys KeysFor(SrpServer server)
    {
        using var shared = server.Agree(_challenge!.PublicA);
        return new PairingKeys(shared!, PairingTranscript.Compute(Hello, _challenge, _reply!));
    }
}

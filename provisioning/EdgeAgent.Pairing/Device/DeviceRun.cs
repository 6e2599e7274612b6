using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Srp;

namespace EdgeAgent.Pairing.Device;

/// <summary>One exchange with one hub: the answer to one challenge, and the keys that follow.</summary>
internal sealed class DeviceRun : IDisposable
{
    private DeviceRun(PairingChallenge challenge, PairingReply reply, Bytes32 transcript, PairingKeys keys, long startedAt)
    {
        Challenge = challenge;
        Reply = reply;
        Keys = keys;
        StartedAt = startedAt;
        Offer = new EnrolmentOffer(challenge.Hub, challenge.HomeId, challenge.CaSpkiHash, transcript, challenge.Time);
    }

    public PairingChallenge Challenge { get; }

    public PairingReply Reply { get; }

    public EnrolmentOffer Offer { get; }

    public PairingKeys Keys { get; }

    public long StartedAt { get; }

    public PairPermit? Permit { get; set; }

    public PairingConfirm? Confirm { get; set; }

    /// <summary>Answers a challenge with a fresh exponent; none where A is no element of the group.</summary>
    public static DeviceRun? Begin(
        SrpGroup group, ReadOnlySpan<byte> verifier, PairingHello hello, PairingChallenge challenge, long startedAt)
    {
        using var server = new SrpServer(group, verifier);
        using var shared = server.Agree(challenge.PublicA);
        if (shared is null)
        {
            return null;
        }
        var reply = new PairingReply(challenge.Run, server.PublicB);
        var transcript = PairingTranscript.Compute(hello, challenge, reply);
        return new DeviceRun(challenge, reply, transcript, new PairingKeys(shared, transcript), startedAt);
    }

    /// <summary>Whether this is the challenge that was answered, said again.</summary>
    public bool Answers(PairingHello hello, PairingChallenge challenge) =>
        PairingTranscript.Compute(hello, challenge, Reply) == Offer.Transcript;

    public void Dispose() => Keys.Dispose();
}

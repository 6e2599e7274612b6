using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Tests.Support;

namespace EdgeAgent.Pairing.Tests.Attacks;

/// <summary>One field changed: to noise, or to what stands in another message or belongs to another home or device.</summary>
internal static class MessageCorruption
{
    public static IWireMessage Change(
        IWireMessage message, IWireMessage other, HomeHub[] hubs, HomeDevice[] devices, Random random)
    {
        var hub = hubs[Pick(random, hubs.Length)].Facts;
        var spki = devices[Pick(random, devices.Length)].SpkiHash;
        return message switch
        {
            PairingHello m => Pick(random, 6) switch
            {
                0 => m with { SpkiHash = Pick(random, 2) == 0 ? spki : Noise(random) },
                1 => m with { Enrolment = other is PairingHello o ? o.Enrolment : EnrolmentId.New() },
                2 => m with { Salt = other is PairingHello o ? o.Salt : Flip(m.Salt, random) },
                3 => m with { Nonce = other is PairingHello o ? o.Nonce : Noise(random) },
                4 => m with { Hardware = m.Hardware + "!" },
                _ => m with
                {
                    Iterations = m.Iterations == PairingLimits.CodeIterations
                        ? PairingLimits.PrintedIterations
                        : PairingLimits.CodeIterations,
                },
            },
            PairingChallenge m => Pick(random, 6) switch
            {
                0 => m with { CaSpkiHash = hub.CaSpkiHash },
                1 => m with { Hub = hub.Hub, HomeId = hub.HomeId },
                2 => m with { Hub = hub.Hub, HomeId = hub.HomeId, CaSpkiHash = hub.CaSpkiHash },
                3 => m with { PublicA = other is PairingChallenge o ? o.PublicA : Flip(m.PublicA, random) },
                4 => m with { Run = other is PairingChallenge o ? o.Run : Noise(random) },
                _ => m with { Time = m.Time + 1 },
            },
            PairingReply m => Pick(random, 3) switch
            {
                0 => m with { PublicB = other is PairingReply o ? o.PublicB : Flip(m.PublicB, random) },
                1 => m with { PublicB = new byte[m.PublicB.Length] },
                _ => m with { Run = RunOf(other) ?? Noise(random) },
            },
            PairingProof m => Pick(random, 2) == 0
                ? m with { Mac = other is PairingProof o ? o.Mac : Noise(random) }
                : m with { Run = RunOf(other) ?? Noise(random) },
            PairingConfirm m => Pick(random, 3) switch
            {
                0 => m with { Mac = other is PairingConfirm o ? o.Mac : Noise(random) },
                1 => m with { Envelope = other is PairingConfirm o ? o.Envelope : Flip(m.Envelope, random) },
                _ => m with { Run = RunOf(other) ?? Noise(random) },
            },
            PairingGrant m => Pick(random, 2) == 0
                ? m with { Envelope = other is PairingGrant o ? o.Envelope : Flip(m.Envelope, random) }
                : m with { Run = RunOf(other) ?? Noise(random) },
            _ => message,
        };
    }

    private static Bytes32? RunOf(IWireMessage message) => message switch
    {
        PairingChallenge m => m.Run,
        PairingReply m => m.Run,
        PairingProof m => m.Run,
        PairingConfirm m => m.Run,
        PairingGrant m => m.Run,
        _ => null,
    };

    private static byte[] Flip(byte[] bytes, Random random)
    {
        byte[] flipped = [.. bytes];
        flipped[Pick(random, flipped.Length)] ^= (byte)(1 << Pick(random, 8));
        return flipped;
    }

#pragma warning disable CA5394 // a fixed seed makes a failure repeatable
    private static Bytes32 Noise(Random random)
    {
        var bytes = new byte[Bytes32.SizeBytes];
        random.NextBytes(bytes);
        return new Bytes32(bytes);
    }

    private static int Pick(Random random, int below) => random.Next(below);
#pragma warning restore CA5394
}

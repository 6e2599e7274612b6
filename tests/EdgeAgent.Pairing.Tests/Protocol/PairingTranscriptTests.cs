using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Protocol;

namespace EdgeAgent.Pairing.Tests.Protocol;

public sealed class PairingTranscriptTests
{
    private static readonly PairingHello s_hello = new(
        1, EnrolmentId.New(), Hash(1), "Board", new byte[16], PairingLimits.CodeIterations, Hash(2));

    private static readonly PairingChallenge s_challenge = new(
        Hash(3), new byte[384], default, Hash(4), Hash(5), 6);

    private static readonly PairingReply s_reply = new(Hash(3), new byte[384]);

    [Fact]
    public void Every_field_that_was_said_changes_the_transcript()
    {
        var ones = Enumerable.Repeat((byte)1, 384).ToArray();
        var hub = new Address(ones.AsSpan(0, 20));
        Bytes32[] all =
        [
            T(s_hello, s_challenge, s_reply),
            T(s_hello with { Version = 2 }, s_challenge, s_reply),
            T(s_hello with { Enrolment = EnrolmentId.New() }, s_challenge, s_reply),
            T(s_hello with { SpkiHash = Hash(9) }, s_challenge, s_reply),
            T(s_hello with { Hardware = "board" }, s_challenge, s_reply),
            T(s_hello with { Salt = ones[..16] }, s_challenge, s_reply),
            T(s_hello with { Iterations = 0 }, s_challenge, s_reply),
            T(s_hello with { Nonce = Hash(9) }, s_challenge, s_reply),
            T(s_hello, s_challenge with { Run = Hash(9) }, s_reply),
            T(s_hello, s_challenge with { PublicA = ones }, s_reply),
            T(s_hello, s_challenge with { Hub = hub }, s_reply),
            T(s_hello, s_challenge with { HomeId = Hash(9) }, s_reply),
            T(s_hello, s_challenge with { CaSpkiHash = Hash(9) }, s_reply),
            T(s_hello, s_challenge with { Time = 7 }, s_reply),
            T(s_hello, s_challenge, s_reply with { Run = Hash(9) }),
            T(s_hello, s_challenge, s_reply with { PublicB = ones }),
        ];
        Assert.Distinct(all);
        Assert.Equal(7 + 6 + 2, Fields<PairingHello>() + Fields<PairingChallenge>() + Fields<PairingReply>());
    }

    [Fact]
    public void Bytes_that_move_from_one_field_to_the_next_change_it()
    {
        var salt = s_hello.Salt;
        Assert.NotEqual(
            PairingTranscript.HelloDigest(s_hello with { Hardware = "AB", Salt = salt }),
            PairingTranscript.HelloDigest(s_hello with { Hardware = "A", Salt = [(byte)'B', .. salt] }));
    }

    [Fact]
    public void Names_and_fingerprints_are_short_enough_to_compare()
    {
        Assert.Matches("^[A-Z2-7]{3}-[A-Z2-7]{3}$", PairingTranscript.Name(s_hello));
        var permit = new PairPermit(default, default, Hash(1), Hash(2), Hash(3), Hash(4));
        Assert.Matches("^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$", PairingTranscript.Fingerprint(permit));
        Assert.Distinct(
            [
                PairingTranscript.Fingerprint(permit),
                PairingTranscript.Fingerprint(permit with { TlsSpkiHash = Hash(9) }),
                PairingTranscript.Fingerprint(permit with { CaSpkiHash = Hash(9) }),
                PairingTranscript.Fingerprint(permit with { HomeId = Hash(9) }),
                PairingTranscript.Fingerprint(permit with { Transcript = Hash(9) }),
            ]);
    }

    private static Bytes32 T(PairingHello hello, PairingChallenge challenge, PairingReply reply) =>
        PairingTranscript.Compute(hello, challenge, reply);

    private static int Fields<T>() => typeof(T).GetConstructors().Max(c => c.GetParameters().Length);

    private static Bytes32 Hash(byte value) => new(Enumerable.Repeat(value, 32).ToArray());
}

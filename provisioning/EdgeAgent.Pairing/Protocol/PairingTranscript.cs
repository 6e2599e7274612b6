using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Pairing.Protocol;

/// <summary>The hashes that both sides must agree on, and what people compare.</summary>
public static class PairingTranscript
{
    private const int NameChars = 6;
    private const int FingerprintChars = 16;
    private const int GroupChars = 4;

    /// <summary>Names one device's start of pairing on the hub: over all fields of the hello.</summary>
    public static Bytes32 HelloDigest(PairingHello hello)
    {
        using var hash = new TranscriptHash("EdgeAgent pairing hello 1"u8);
        return AddHello(hash, hello).Finish();
    }

    /// <summary>The short name that both sides show, so that a person enters the code for the right one: <c>ABC-DEF</c>, 30 bits.</summary>
    /// <remarks>No secret and no proof: a stranger can search for a hello with the same name, gains one refused guess by it, and the
    /// hub shows both as contested.</remarks>
    public static string Name(PairingHello hello)
    {
        using var hash = new TranscriptHash("EdgeAgent pairing name 1"u8);
        var text = Base32.Format(hash.Add(HelloDigest(hello)).Finish().ToArray());
        return $"{text[..(NameChars / 2)]}-{text[(NameChars / 2)..NameChars]}";
    }

    /// <summary>T: over every field said before the first proof.</summary>
    public static Bytes32 Compute(PairingHello hello, PairingChallenge challenge, PairingReply reply)
    {
        using var hash = new TranscriptHash("EdgeAgent pairing 1"u8);
        return AddHello(hash, hello)
            .Add(challenge.Run)
            .Add(challenge.PublicA)
            .Add(challenge.Hub)
            .Add(challenge.HomeId)
            .Add(challenge.CaSpkiHash)
            .Add(challenge.Time)
            .Add(reply.Run)
            .Add(reply.PublicB)
            .Finish();
    }

    /// <summary>What device and hub show at the end, for a person to compare: <c>ABCD-EFGH-IJKL-MNOP</c>, 80 bits over the run and all its keys.</summary>
    public static string Fingerprint(PairPermit permit)
    {
        using var hash = new TranscriptHash("EdgeAgent pairing fingerprint 1"u8);
        var text = Base32.Format(hash
            .Add(permit.Device)
            .Add(permit.Hub)
            .Add(permit.HomeId)
            .Add(permit.TlsSpkiHash)
            .Add(permit.CaSpkiHash)
            .Add(permit.Transcript)
            .Finish()
            .ToArray());
        return string.Join('-', Enumerable.Range(0, FingerprintChars / GroupChars)
            .Select(i => text.Substring(i * GroupChars, GroupChars)));
    }

    private static TranscriptHash AddHello(TranscriptHash hash, PairingHello hello)
    {
        Span<byte> enrolment = stackalloc byte[EnrolmentId.SizeBytes];
        hello.Enrolment.CopyTo(enrolment);
        return hash
            .Add(hello.Version)
            .Add(enrolment)
            .Add(hello.SpkiHash)
            .Add(hello.Hardware)
            .Add(hello.Salt)
            .Add(hello.Iterations)
            .Add(hello.Nonce);
    }
}

using System.Text;
using CsCheck;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Pairing.Tests.Protocol;

/// <summary>The messages as JSON: their golden form, and what is refused.</summary>
public sealed class PairingMessageTests
{
    private const string Zeros = "0x0000000000000000000000000000000000000000000000000000000000000000";

    private static readonly PairingHello s_hello = new(
        1, default, default, "Pi", new byte[16], PairingLimits.CodeIterations, default);

    [Fact]
    public void The_hello_has_its_golden_form()
    {
        var json = Encoding.UTF8.GetString(WireJson.Write(s_hello, WireJson.Default.PairingHello));
        Assert.Equal(
            $$"""{"version":1,"enrolment":"00000000000000000000000000000000","spkiHash":"{{Zeros}}","hardware":"Pi","salt":"AAAAAAAAAAAAAAAAAAAAAA==","iterations":100000,"nonce":"{{Zeros}}"}""",
            json);
    }

    [Fact]
    public void The_waiting_and_the_refusal_have_their_golden_forms()
    {
        Assert.Equal("""{"retryMs":2000}""", Text(WireJson.Write(new PairingWait(2000), WireJson.Default.PairingWait)));
        Assert.Equal("""{"retryMs":5000}""", Text(WireJson.Write(new PairingRefused(5000), WireJson.Default.PairingRefused)));
    }

    [Fact]
    public void A_hello_with_another_version_salt_or_iteration_count_is_refused()
    {
        PairingHello[] wrong =
        [
            s_hello with { Version = 0 },
            s_hello with { Version = 2 },
            s_hello with { Salt = new byte[15] },
            s_hello with { Salt = new byte[17] },
            s_hello with { Salt = [] },
            s_hello with { Iterations = 1 },
            s_hello with { Iterations = 99_999 },
            s_hello with { Iterations = int.MaxValue },
            s_hello with { Hardware = new string('x', PairingHello.MaxHardwareChars + 1) },
        ];
        Assert.All(wrong, hello => Assert.Throws<WireFormatException>(() => Wire(hello)));
        Assert.Equal(s_hello.Hardware, Wire(s_hello).Hardware);
        Assert.Equal(0, Wire(s_hello with { Iterations = PairingLimits.PrintedIterations }).Iterations);
    }

    [Fact]
    public void Public_values_and_envelopes_have_their_size_or_are_refused()
    {
        IWireMessage[] wrong =
        [
            new PairingChallenge(default, new byte[383], default, default, default, 1),
            new PairingChallenge(default, new byte[385], default, default, default, 1),
            new PairingChallenge(default, new byte[384], default, default, default, -1),
            new PairingReply(default, []),
            new PairingReply(default, new byte[385]),
            new PairingConfirm(default, default, new byte[17]),
            new PairingConfirm(default, default, new byte[PairingLimits.EnvelopeBytes + 1]),
            new PairingGrant(default, new byte[17]),
            new PairingGrant(default, new byte[PairingLimits.EnvelopeBytes + 1]),
            new PairingWait(0),
            new PairingRefused(PairingLimits.MaxRetryMs + 1),
        ];
        Assert.All(wrong, message => Assert.Throws<WireFormatException>(() => Support.Wire.Pass(message)));
    }

    [Fact]
    public void An_enrolment_id_has_one_text()
    {
        var id = EnrolmentId.New();
        Assert.True(EnrolmentId.TryParse(id.ToString(), out var read));
        Assert.Equal(id, read);
        Assert.False(EnrolmentId.TryParse(id.ToString().AsSpan(1), out _));
        Assert.False(EnrolmentId.TryParse("ABCDEFABCDEFABCDEFABCDEFABCDEFAB", out _));
        Assert.False(EnrolmentId.TryParse("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", out _));
        Assert.False(EnrolmentId.TryParse("", out _));
    }

    [Fact]
    public void No_bytes_make_a_reader_fail_in_another_way()
    {
        var golden = WireJson.Write(s_hello, WireJson.Default.PairingHello);
        Gen.Select(Gen.Int[0, golden.Length - 1], Gen.Byte, Gen.Bool).Sample(
            (at, value, cut) =>
            {
                byte[] bytes = [.. cut ? golden[..at] : golden];
                if (!cut)
                {
                    bytes[at] = value;
                }
                try
                {
                    WireJson.Parse(bytes, WireJson.Default.PairingHello);
                }
                catch (WireFormatException)
                {
                    // the one error there is
                }
            },
            iter: 20_000);
    }

    private static PairingHello Wire(PairingHello hello) => (PairingHello)Support.Wire.Pass(hello);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}

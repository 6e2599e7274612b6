using System.Text;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Pairing.Tests.Secrets;

public sealed class PairingVerifierTests
{
    [Fact]
    public void The_stored_form_is_read_back()
    {
        using var secret = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(secret);
        using var read = PairingVerifier.TryRead(verifier.Write());
        Assert.Equal(verifier.Write(), read?.Write());
        Assert.True(read!.IsPrinted);
        Assert.Equal(secret.Enrolment, read.Enrolment);
    }

    [Fact]
    public void The_stored_form_does_not_hold_the_code()
    {
        using var code = PairingCode.New();
        using var verifier = PairingVerifier.Create(code);
        var stored = verifier.Write();
        var digits = code.ToDisplay().Replace("-", "", StringComparison.Ordinal);
        Assert.False(stored.AsSpan().IndexOf(Encoding.ASCII.GetBytes(digits)) >= 0);
        Assert.False(stored.AsSpan().IndexOf(BitConverter.GetBytes(int.Parse(digits, null))) >= 0);
    }

    [Fact]
    public void Two_verifiers_of_one_secret_differ_by_their_salt()
    {
        using var secret = PrintedSecret.New();
        using var first = PairingVerifier.Create(secret);
        using var second = PairingVerifier.Create(secret);
        Assert.NotEqual(first.Salt, second.Salt);
        Assert.False(first.Verifier.SequenceEqual(second.Verifier));
    }

    [Fact]
    public void A_damaged_form_is_none()
    {
        using var secret = PrintedSecret.New();
        using var verifier = PairingVerifier.Create(secret);
        var stored = verifier.Write();
        Assert.Null(PairingVerifier.TryRead([]));
        Assert.Null(PairingVerifier.TryRead(stored.AsSpan(1)));
        Assert.Null(PairingVerifier.TryRead([2, .. stored[1..]]));
        Assert.Null(PairingVerifier.TryRead([1, 2, .. stored[2..]]));
        Assert.Null(PairingVerifier.TryRead([.. stored[..^384], .. new byte[384]]));
        Assert.Null(PairingVerifier.TryRead([.. stored[..^384], .. Enumerable.Repeat((byte)0xff, 384)]));
    }
}

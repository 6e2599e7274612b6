using CsCheck;
using EdgeAgent.Contracts;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Pairing.Tests.Secrets;

public sealed class PrintedSecretTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_text_form_is_read_back_and_fits_the_alphanumeric_mode_of_a_QR_code(bool pinned)
    {
        var spki = new Bytes32(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());
        using var secret = PrintedSecret.New(pinned ? spki : null);
        var text = secret.ToQrText();
        Assert.Matches("^EA1:[A-Z2-7]{26}:[A-Z2-7]{26}" + (pinned ? ":[A-Z2-7]{16}$" : "$"), text);
        using var upper = PrintedSecret.TryParse(text);
        using var lower = PrintedSecret.TryParse(text.ToLowerInvariant());
        Assert.Equal(text, upper?.ToQrText());
        Assert.Equal(text, lower?.ToQrText());
        Assert.True(upper!.Admits(spki));
        Assert.Equal(!pinned, upper.Admits(default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("EA1")]
    [InlineData("EA1::")]
    [InlineData("EA1:AAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("EA2:AAAAAAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("EA1:AAAAAAAAAAAAAAAAAAAAAAAAAB:AAAAAAAAAAAAAAAAAAAAAAAAAA")] // spare bits
    [InlineData("EA1:AAAAAAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAA1")]
    [InlineData("EA1:AAAAAAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAA:")]
    [InlineData("EA1:AAAAAAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAA:A")]
    public void Anything_else_is_no_secret(string text) => Assert.Null(PrintedSecret.TryParse(text));

    [Fact]
    public void No_text_makes_the_reader_fail() =>
        Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char["EA1:abcXYZ234567:"], 0, 100]).Sample(
                text =>
                {
                    using var secret = PrintedSecret.TryParse(text);
                    return secret is null || string.Equals(secret.ToQrText(), text, StringComparison.OrdinalIgnoreCase);
                },
                iter: 20_000);

    [Fact]
    public void It_does_not_show_itself()
    {
        using var secret = PrintedSecret.New();
        Assert.DoesNotContain(secret.ToQrText().Split(':')[2], secret.ToString(), StringComparison.Ordinal);
    }
}

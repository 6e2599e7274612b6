using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Pairing.Tests.Secrets;

public sealed class PairingCodeTests
{
    [Theory]
    [InlineData("1111-1111")]
    [InlineData("1212-1212")]
    [InlineData("1221-1221")]
    [InlineData("1234-5678")]
    [InlineData("8765-4321")]
    [InlineData("9012-3456")]
    [InlineData("1357-9135")]
    [InlineData("4711-4711")]
    [InlineData("1112-2222")]
    public void What_a_guesser_tries_first_is_no_code(string text) => Assert.Null(PairingCode.TryParse(text));

    [Theory]
    [InlineData("")]
    [InlineData("1234-567")]
    [InlineData("4095-18273")]
    [InlineData("4095-182x")]
    [InlineData("٤٠٩٥١٨٢٧")]
    [InlineData("4095_1827")]
    public void What_is_not_eight_digits_is_no_code(string text) => Assert.Null(PairingCode.TryParse(text));

    [Theory]
    [InlineData("4095-1827")]
    [InlineData("40951827")]
    [InlineData(" 4095 1827 ")]
    public void A_code_is_read_as_people_type_it(string text)
    {
        using var code = PairingCode.TryParse(text);
        Assert.Equal("4095-1827", code?.ToDisplay());
    }

    [Fact]
    public void New_codes_differ_and_are_never_trivial()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 1_000; i++)
        {
            using var code = PairingCode.New();
            using var again = PairingCode.TryParse(code.ToDisplay());
            Assert.NotNull(again);
            seen.Add(code.ToDisplay());
        }
        Assert.True(seen.Count > 990);
    }

    [Fact]
    public void A_code_does_not_show_itself_and_is_gone_after_use()
    {
        var code = PairingCode.New();
        Assert.DoesNotContain(code.ToDisplay()[..4], code.ToString(), StringComparison.Ordinal);
        code.Dispose();
        Assert.Throws<ObjectDisposedException>(code.ToDisplay);
    }
}

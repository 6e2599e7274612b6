namespace EdgeAgent.Contracts.Tests;

public sealed class WireTextTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("ab😀", 3, "ab")]
    [InlineData("ab😀", 4, "ab😀")]
    [InlineData("😀", 0, "")]
    [InlineData(null, 3, null)]
    public void A_text_is_cut_to_the_limit_but_never_through_a_character(
        string? text, int maxChars, string? expected) =>
        Assert.Equal(expected, WireText.Clip(text, maxChars));
}

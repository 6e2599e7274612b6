using CsCheck;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Tests.Home;

public sealed class HomeCallTextTests
{
    [Theory]
    [InlineData("on kitchen lamp")]
    [InlineData("off all lights / nursery ; read temperature / nursery")]
    [InlineData("off all lights - hall lamp")]
    [InlineData("off all")]
    [InlineData("set lamp 2 = 22.5 @ 19:30 daily")]
    [InlineData("set heater = 72 f + 10 minutes")]
    [InlineData("up fan = 10 ~ 5 minutes")]
    [InlineData("on heater ? temperature / nursery < 18")]
    [InlineData("on hall lamp ? front door = open")]
    [InlineData("compare temperature / nursery , kitchen")]
    [InlineData("timer = 10 minutes")]
    [InlineData("list all = open")]
    [InlineData("scenes")]
    [InlineData("scene movie night @ sunset")]
    [InlineData("no weather")]
    [InlineData("say hello")]
    public void Text_comes_back_as_it_was(string text)
    {
        Assert.True(HomeCallText.TryParse(text, out var calls));
        Assert.Equal(text, HomeCallText.Format(calls));
    }

    [Theory]
    [InlineData("")]
    [InlineData("fly kitchen lamp")]
    [InlineData("on")]
    [InlineData("set lamp =")]
    [InlineData("on lamp @")]
    [InlineData("on lamp ? lamp")]
    [InlineData("on lamp / kitchen")]
    [InlineData("off ; ; off")]
    [InlineData("no")]
    [InlineData("say <script>")]
    [InlineData("on a ; on a ; on a ; on a ; on a ; on a ; on a")]
    public void What_the_grammar_does_not_produce_is_refused(string text) => Assert.False(HomeCallText.TryParse(text, out _));

    [Fact]
    public void Any_text_is_read_or_refused_without_a_fault() =>
        Gen.String.Sample(text => HomeCallText.TryParse(text, out var calls) == (calls is not null));
}

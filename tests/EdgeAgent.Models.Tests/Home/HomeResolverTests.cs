using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Tests.Home;

public sealed class HomeResolverTests
{
    private static readonly HomeInventory s_home = new(
        [
            new("a", "Kitchen lamp", HomeKind.Light, "Kitchen"),
            new("b", "Kitchen table lamp", HomeKind.Light, "Kitchen"),
            new("c", "Patio awning", HomeKind.Cover, "Patio"),
            new("d", "Vork", HomeKind.Heater, "Nursery"),
            new("e", "Nursery probe", HomeKind.Temperature, "Nursery"),
            new("f", "Front door", HomeKind.Lock, "Hall"),
            new("g", "Hall window", HomeKind.Window, "Hall"),
            new("h", "Cellar door", HomeKind.Door, "Cellar"),
            new("i", "Cellar door lock", HomeKind.Lock, "Cellar"),
        ],
        ["Movie night"],
        []);

    private readonly HomeResolver _resolver = new(s_home);

    [Theory]
    [InlineData("on kitchen lamp", "turn on the kitchen lamp", "a")]
    [InlineData("on kitchen table lamp", "turn on the kitchen table lamp", "b")]
    [InlineData("on kitchen lamp", "turn on the kitchen table lamp", "b")]
    [InlineData("open awning", "open the awning", "c")]
    [InlineData("on kitchen tabel lamp", "turn on the kitchen tabel lamp", "b")]
    [InlineData("on lamp in the kitchen table", "turn on the table lamp in the kitchen", "b")]
    [InlineData("off all lights / kitchen", "lights off in the kitchen", "a,b")]
    [InlineData("off all lights - kitchen lamp", "all lights off but the kitchen lamp", "b")]
    [InlineData("read temperature / nursery", "how warm is the nursery", "e")]
    [InlineData("set vork = 21", "vork to 21", "d")]
    [InlineData("off all lights / kitchen lamp", "kitchen lamp off", "a")] // a device in the place of a room
    [InlineData("off kitchen", "turn the kitchen off", "a,b")] // a room in the place of a device
    [InlineData("scene vork", "start vork", "d")]
    [InlineData("check cellar door lock = locked", "did i lock the cellar door", "i")] // not the door, which cannot be locked
    public void Names_and_groups_become_the_homes_own_devices(string answer, string sentence, string ids)
    {
        var act = Assert.IsType<HomeDecision.Act>(Assert.Single(_resolver.Resolve(answer, sentence)));
        Assert.Equal(ids, string.Join(',', act.Items.Select(item => item.Id)));
    }

    [Theory]
    [InlineData("on bathroom lamp", "turn on the bathroom lamp", HomeDeclineReason.NoSuchName)]
    [InlineData("on vork", "turn on the radio", HomeDeclineReason.NoSuchName)] // the model named what was not said
    [InlineData("off all lights / attic", "attic lights off", HomeDeclineReason.NoSuchRoom)]
    [InlineData("off all fans", "all fans off", HomeDeclineReason.NothingThere)]
    [InlineData("open kitchen lamp", "open the kitchen lamp", HomeDeclineReason.CannotDoThat)]
    [InlineData("set kitchen lamp = 140", "kitchen lamp to 140", HomeDeclineReason.BadValue)]
    [InlineData("set vork = 90", "vork to 90", HomeDeclineReason.BadValue)]
    [InlineData("check hall window = locked", "is the hall window locked", HomeDeclineReason.BadValue)]
    [InlineData("on kitchen lamp @ 27:00", "kitchen lamp on at 27:00", HomeDeclineReason.BadValue)]
    [InlineData("no weather", "will it rain", HomeDeclineReason.NoTool)]
    [InlineData("hello, I am a language model", "hi", HomeDeclineReason.NotUnderstood)]
    public void What_is_not_there_or_not_possible_is_declined(string answer, string sentence, HomeDeclineReason reason) =>
        Assert.Equal(reason, Assert.IsType<HomeDecision.Decline>(Assert.Single(_resolver.Resolve(answer, sentence))).Reason);

    [Fact]
    public void A_tool_that_is_not_offered_is_never_called()
    {
        var resolver = new HomeResolver(s_home, verb => HomeTools.ToolOf(verb) == HomeTools.Query);
        var decision = Assert.Single(resolver.Resolve("unlock front door", "unlock the front door"));
        Assert.Equal(HomeDeclineReason.NotOffered, Assert.IsType<HomeDecision.Decline>(decision).Reason);
    }

    [Fact]
    public void A_rule_names_what_it_watches()
    {
        var act = Assert.IsType<HomeDecision.Act>(Assert.Single(_resolver.Resolve(
            "on vork ? temperature / nursery < 18", "if the nursery drops below 18 turn the vork on")));
        Assert.Equal("e", Assert.Single(act.Watched).Id);
        Assert.Equal("""{"action":"on","devices":["d"],"when":"if e below 18"}""", HomeTools.Arguments(act));
    }
}

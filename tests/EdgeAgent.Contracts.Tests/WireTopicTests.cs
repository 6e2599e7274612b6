using CsCheck;

namespace EdgeAgent.Contracts.Tests;

public sealed class WireTopicTests
{
    private const string Device = "0x0102030405060708090a0b0c0d0e0f1011121314";

    private static readonly Gen<string> s_text =
        Gen.OneOf(Gen.String, Gen.OneOf("ea", "1", "/", "#", "+", "$", Device, "status", "up", "up/claim", "\0", "A"))
            .Array[0, 8].Select(string.Concat);

    [Fact]
    public void A_topic_survives_writing_and_reading() =>
        Gen.Select(Gen.Byte.Array[Address.SizeBytes], Gen.OneOf((LeafRule[])[.. Leaves.Rules])).Sample((bytes, rule) =>
        {
            var topic = new WireTopic(new Address(bytes), rule.Leaf);
            Assert.True(WireTopic.TryParse(topic.ToString(), out var read));
            Assert.Equal(topic, read);
        }, iter: 1_000, threads: 1);

    [Fact]
    public void Only_the_one_text_of_a_topic_is_read() =>
        Gen.Select(s_text, s_text).Sample((inside, after) =>
        {
            string[] texts =
                [inside, $"ea/1/{Device}/{after}", $"ea/1/{inside}/status", $"ea/1/{Device}{inside}/status"];
            foreach (var text in texts)
            {
                if (WireTopic.TryParse(text, out var topic))
                {
                    Assert.Equal(text, topic.ToString());
                    Assert.NotNull(Leaves.Find(topic.Leaf));
                }
            }
        }, iter: 5_000, threads: 1);

    [Theory]
    [InlineData("")]
    [InlineData("ea/1/")]
    [InlineData("ea/1/+/status")]
    [InlineData("ea/1/#")]
    [InlineData("ea/1/" + Device)]
    [InlineData("ea/1/" + Device + "/")]
    [InlineData("ea/1/" + Device + "/#")]
    [InlineData("ea/1/" + Device + "/+")]
    [InlineData("ea/1/" + Device + "/status/")]
    [InlineData("ea/1/" + Device + "//status")]
    [InlineData("ea/1/" + Device + "/Status")]
    [InlineData("ea/1/" + Device + "/status\0")]
    [InlineData("ea/1/" + Device + "/up/unknown")]
    [InlineData("ea/1/0x0102030405060708090A0B0C0D0E0F1011121314/status")]
    [InlineData("ea/2/" + Device + "/status")]
    [InlineData("/ea/1/" + Device + "/status")]
    [InlineData("$share/x/ea/1/" + Device + "/status")]
    public void Other_topics_are_refused(string text) => Assert.False(WireTopic.TryParse(text, out _));

    [Fact]
    public void The_topic_of_a_plain_value_names_device_and_point()
    {
        Assert.True(Leaves.TryParseSet($"ea/1/{Device}/set/lamp_1", out var device, out var point));
        Assert.Equal(Device, device.ToString());
        Assert.Equal("lamp_1", point.ToString());
    }

    [Theory]
    [InlineData("ea/1/" + Device + "/set/")]
    [InlineData("ea/1/" + Device + "/set")]
    [InlineData("ea/1/" + Device + "/set/Lamp")]
    [InlineData("ea/1/" + Device + "/set/+")]
    [InlineData("ea/1/" + Device + "/set/a/b")]
    [InlineData("ea/1/" + Device + "/sat/lamp")]
    [InlineData("ea/1/0x01/set/lamp")]
    public void Other_topics_of_plain_values_are_refused(string topic) =>
        Assert.False(Leaves.TryParseSet(topic, out _, out _));

    [Fact]
    public void The_table_of_rights_is_the_protocols()
    {
        Assert.Equal(
        [
            "ack Down", "birth Up retained integration", "cap Up retained", "cmd Down", "desired Down",
            "dn/chunkack Down", "dn/claimack Down", "dn/job Down", "dn/jobcancel Down", "dn/receipt Down",
            "dn/rfq Down", "dn/usageack Down", "event Up", "hist Up", "points Up retained", "reported Up retained",
            "res Up", "state Up retained integration", "status Up retained integration", "tele Up", "up/chunk Up",
            "up/claim Up", "up/lockack Up", "up/lockreject Up", "up/quote Up", "up/result Up", "up/usage Up",
        ],
        Leaves.Rules.Select(rule => $"{rule.Leaf} {rule.Direction}{(rule.Retained ? " retained" : "")}"
            + (rule.IntegrationMayRead ? " integration" : "")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_leaf_stands_twice_or_goes_against_its_name()
    {
        Assert.Equal(
            Leaves.Rules.Count, Leaves.Rules.Select(rule => rule.Leaf).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Leaves.Rules, rule =>
        {
            Assert.Equal(
                rule.Leaf.StartsWith("dn/", StringComparison.Ordinal) || rule.Leaf is "ack" or "cmd" or "desired"
                    ? LeafDirection.Down
                    : LeafDirection.Up,
                rule.Direction);
            Assert.InRange(new WireTopic(default, rule.Leaf).ToString().Split('/').Length, 4, 7);
        });
    }
}

using System.Text;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Contracts.Tests;

public sealed class WireJsonGoldenTests
{
    [Theory]
    [MemberData(nameof(GoldenMessages.Names), MemberType = typeof(GoldenMessages))]
    public void A_message_is_written_as_its_pinned_bytes(string name)
    {
        var golden = GoldenMessages.Named(name);
        Assert.Equal(Encoding.UTF8.GetString(golden.File()), Encoding.UTF8.GetString(golden.Write()));
    }

    [Theory]
    [MemberData(nameof(GoldenMessages.Names), MemberType = typeof(GoldenMessages))]
    public void The_pinned_bytes_survive_reading_and_writing(string name)
    {
        var golden = GoldenMessages.Named(name);
        Assert.Equal(Encoding.UTF8.GetString(golden.File()), Encoding.UTF8.GetString(golden.Rewrite(golden.File())));
    }

    [Fact]
    public void Every_message_of_the_protocol_is_pinned()
    {
        var messages = typeof(IWireMessage).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IWireMessage)));
        Assert.Equal(
            messages.Select(type => type.Name).Order(),
            GoldenMessages.All.Select(golden => golden.MessageType.Name).Distinct().Order());
    }

    [Fact]
    public void Members_that_this_version_does_not_know_are_skipped()
    {
        var ack = WireJson.Parse(
            """{"later":{"deep":[1,{"x":null}]},"job":"00112233445566778899aabbccddeeff","next":5}"""u8,
            WireJson.Default.JobChunkAck);
        Assert.Equal(5, ack.Next);
    }
}

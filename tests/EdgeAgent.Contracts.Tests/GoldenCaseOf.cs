using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Contracts.Tests;

public sealed record GoldenCaseOf<T>(string Name, T Message, JsonTypeInfo<T> Json) : GoldenCase(Name)
    where T : class, IWireMessage
{
    public override Type MessageType => typeof(T);

    public override byte[] Write() => WireJson.Write(Message, Json);

    public override void Parse(ReadOnlySpan<byte> utf8) => WireJson.Parse(utf8, Json);

    public override byte[] Rewrite(ReadOnlySpan<byte> utf8) => WireJson.Write(WireJson.Parse(utf8, Json), Json);
}

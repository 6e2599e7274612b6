using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Eip712;

namespace EdgeAgent.Identity.Tests.Eip712;

/// <summary>The example of the EIP-712 specification (Example.js, Example.sol), with every intermediate value that it publishes.</summary>
/// <remarks>Its members with text and nested structs are encoded by their hash, which is all that our encoder knows of them.</remarks>
public sealed class MailExampleTests
{
    private static readonly Bytes32 s_personType = Text("Person(string name,address wallet)");
    private static readonly Bytes32 s_mailType =
        Text("Mail(Person from,Person to,string contents)Person(string name,address wallet)");

    [Fact]
    public void The_type_hash_is_the_published_one() =>
        Assert.Equal("0xa0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2", s_mailType.ToString());

    [Fact]
    public void The_domain_separator_is_the_published_one() =>
        Assert.Equal("0xf2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f", Domain().ToString());

    [Fact]
    public void The_struct_hash_is_the_published_one() =>
        Assert.Equal("0xc52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e", Mail().ToString());

    [Fact]
    public void Digest_and_signature_are_the_published_ones()
    {
        var digest = TypedDataDomain.Digest(Domain(), Mail());
        Assert.Equal("0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2", digest.ToString());
        using var cow = SigningKey.FromBytes(Text("cow").ToArray());
        Assert.Equal("0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826", cow.Address.ToString());
        Assert.Equal(
            "0x4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
            + "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b91562"
            + "1c",
            cow.Sign(digest).ToString());
    }

    private static Bytes32 Domain() => new StructWriter(stackalloc byte[5 * StructWriter.WordBytes])
        .Add(Text("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"))
        .Add(Text("Ether Mail"))
        .Add(Text("1"))
        .Add(1)
        .Add(Address.Parse("0xcccccccccccccccccccccccccccccccccccccccc"))
        .Hash();

    private static Bytes32 Mail() => new StructWriter(stackalloc byte[4 * StructWriter.WordBytes])
        .Add(s_mailType)
        .Add(Person("Cow", "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826"))
        .Add(Person("Bob", "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"))
        .Add(Text("Hello, Bob!"))
        .Hash();

    private static Bytes32 Person(string name, string wallet) =>
        new StructWriter(stackalloc byte[3 * StructWriter.WordBytes])
            .Add(s_personType)
            .Add(Text(name))
            .Add(Address.Parse(wallet))
            .Hash();

    private static Bytes32 Text(string text) => Keccak256.Hash(Encoding.UTF8.GetBytes(text));
}

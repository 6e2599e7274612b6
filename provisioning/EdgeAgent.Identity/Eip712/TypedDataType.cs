using System.Text;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Eip712;

/// <summary>A type of signed data, made from its text (EIP-712, encodeType). Static members only.</summary>
internal sealed class TypedDataType
{
    /// <param name="text">For example <c>Mail(address from,bytes32 contents)</c>.</param>
    public TypedDataType(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        Name = text[..open];
        Members = [.. text[(open + 1)..^1].Split(',').Select(Member)];
        Hash = Keccak256.Hash(Encoding.UTF8.GetBytes(text));
        EncodedBytes = StructWriter.WordBytes * (1 + Members.Count);
    }

    /// <summary>The primary type.</summary>
    public string Name { get; }

    /// <summary>Members in signing order.</summary>
    public IReadOnlyList<TypedDataMember> Members { get; }

    /// <summary>keccak256 of the text.</summary>
    public Bytes32 Hash { get; }

    /// <summary>Bytes of the encoded struct: type hash and members.</summary>
    public int EncodedBytes { get; }

    private static TypedDataMember Member(string text) =>
        text.Split(' ') is [var type, var name]
            ? new TypedDataMember(name, type)
            : throw new ArgumentException("A member is a type and a name.", nameof(text));
}

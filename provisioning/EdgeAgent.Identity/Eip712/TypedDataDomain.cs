using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Eip712;

/// <summary>The domain <c>{name:"EdgeAgent", version:"1", chainId:1}</c> that all signed data belongs to.</summary>
internal static class TypedDataDomain
{
    public const string Name = "EdgeAgent";
    public const string Version = "1";

    /// <summary>1 until a settlement contract is configured.</summary>
    public const int ChainId = 1;

    /// <summary>The domain's own type. Its text members are encoded by their hash.</summary>
    public static TypedDataType Type { get; } = new("EIP712Domain(string name,string version,uint256 chainId)");

    /// <summary>hashStruct of the domain.</summary>
    public static Bytes32 Separator { get; } = new StructWriter(stackalloc byte[Type.EncodedBytes])
        .Add(Type.Hash)
        .Add(Keccak256.Hash("EdgeAgent"u8))
        .Add(Keccak256.Hash("1"u8))
        .Add((UInt128)ChainId)
        .Hash();

    /// <summary><c>keccak256(0x19 0x01 ‖ domain separator ‖ hashStruct)</c>: what is signed.</summary>
    public static Bytes32 Digest(Bytes32 separator, Bytes32 structHash)
    {
        Span<byte> buffer = stackalloc byte[2 + (2 * Bytes32.SizeBytes)];
        buffer[0] = 0x19;
        buffer[1] = 0x01;
        separator.CopyTo(buffer[2..]);
        structHash.CopyTo(buffer[(2 + Bytes32.SizeBytes)..]);
        return Keccak256.Hash(buffer);
    }
}

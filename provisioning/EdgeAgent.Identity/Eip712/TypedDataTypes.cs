namespace EdgeAgent.Identity.Eip712;

/// <summary>The types that are signed (wire protocol). Changing a letter here makes every earlier signature void.</summary>
internal static class TypedDataTypes
{
    /// <summary>Work that was done.</summary>
    public static TypedDataType Claim { get; } = new(
        "PoIClaim(bytes32 homeId,uint8 kind,address device,address payee,address counterparty,bytes32 agreementHash,"
        + "bytes32 modelHash,bytes32 adapterHash,bytes32 runtimeClass,bytes32 inputCommit,bytes32 outputCommit,"
        + "uint64 seed,bytes32 samplerHash,uint64 unitsIn,uint64 unitsOut,uint128 workUnits,uint128 amount,"
        + "uint64 startedAt,uint64 finishedAt,uint64 seq,bytes32 prevClaim,bytes32 evidenceHash)");

    /// <summary>Work that is asked for.</summary>
    public static TypedDataType Lock { get; } = new(
        "Lock(bytes32 homeId,bytes32 quoteHash,address requester,uint128 maxSpend,uint64 seed,bytes32 samplerHash,"
        + "bytes32 inputCommit,uint64 nonce)");

    /// <summary>A device's consent to a hub.</summary>
    public static TypedDataType Permit { get; } = new(
        "PairPermit(address device,address hub,bytes32 homeId,bytes32 tlsSpkiHash,bytes32 caSpkiHash,"
        + "bytes32 transcript)");

    /// <summary>A hub's word for a device.</summary>
    public static TypedDataType Descriptor { get; } = new(
        "DeviceDescriptor(bytes32 homeId,address device,uint32 permissions,uint64 notBefore,uint64 notAfter)");

    /// <summary>A device's next TLS key.</summary>
    public static TypedDataType TlsKey { get; } = new(
        "TlsKey(address device,bytes32 homeId,bytes32 oldSpki,bytes32 newSpki,uint64 n)");

    /// <summary>How a device stands with its hub.</summary>
    public static TypedDataType RenewalTerms { get; } = new(
        "RenewalTerms(bytes32 homeId,address device,bytes32 nonce,bytes32 authority,uint64 n,uint64 time,uint64 renewAt)");
}

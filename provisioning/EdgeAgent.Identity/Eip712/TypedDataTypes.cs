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

    /// <summary>Work that is looked for.</summary>
    public static TypedDataType Rfq { get; } = new(
        "Rfq(bytes32 homeId,address requester,uint8 kind,bytes32 modelHash,uint32 maxIn,uint32 maxOut,"
        + "uint128 maxPrice,uint32 deadlineMs,uint32 termMs,uint8 privacy,uint8 verify,bytes32 inputCommit,"
        + "uint64 nonce)");

    /// <summary>Work that is offered.</summary>
    public static TypedDataType Quote { get; } = new(
        "Quote(bytes32 homeId,bytes32 rfqHash,address provider,uint64 priceFixed,uint64 priceIn,"
        + "uint64 priceOut,uint64 priceSec,uint32 capacity,uint32 ttftMs,uint32 coldLoadMs,bytes32 modelHash,"
        + "bytes32 runtimeClass,uint64 validUntil,uint64 nonce)");

    /// <summary>Work so far.</summary>
    public static TypedDataType Usage { get; } = new(
        "Usage(bytes32 homeId,bytes32 agreementHash,uint64 seq,uint64 unitsIn,uint64 unitsOut,uint128 amount,"
        + "bytes32 outputCommitSoFar)");

    /// <summary>Receipt of the work so far.</summary>
    public static TypedDataType UsageAck { get; } = new(
        "UsageAck(bytes32 homeId,bytes32 usageHash)");

    /// <summary>A requester's word on claimed work.</summary>
    public static TypedDataType Receipt { get; } = new(
        "Receipt(bytes32 homeId,bytes32 agreementHash,bytes32 claimHash,uint64 unitsIn,uint64 unitsOut,"
        + "uint128 amount,uint8 verdict,uint8 reason)");

    /// <summary>One entry of a hub's ledger.</summary>
    public static TypedDataType Settle { get; } = new(
        "Settle(bytes32 homeId,uint64 index,bytes32 prevEntry,uint8 rule,bytes32 agreementHash,"
        + "bytes32 escrowHash,bytes32 claimHash,bytes32 evidenceHash,bytes32 postingsHash,uint64 at)");

    /// <summary>A closed epoch of a hub's ledger.</summary>
    public static TypedDataType EpochRoot { get; } = new(
        "EpochRoot(bytes32 homeId,uint64 epoch,uint64 lastIndex,bytes32 lastEntry,uint64 leaves,bytes32 root,"
        + "bytes32 prevRoot,uint64 at)");

    /// <summary>An attester's word on a claim.</summary>
    public static TypedDataType Attestation { get; } = new(
        "PoIAttestation(bytes32 homeId,bytes32 claimHash,address attester,uint8 method,uint8 score,"
        + "bytes32 evidenceHash,uint64 at)");
}

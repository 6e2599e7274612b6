using System.Runtime.CompilerServices;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity.Eip712;

namespace EdgeAgent.Identity;

/// <content>What is signed in a trade and in the ledger.</content>
public static partial class TypedData
{
    /// <summary>What names a request for quotes; nobody signs it.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(Rfq rfq) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Rfq.EncodedBytes])
            .Add(TypedDataTypes.Rfq.Hash)
            .Add(rfq.HomeId)
            .Add(rfq.Requester)
            .Add((UInt128)(byte)rfq.Kind)
            .Add(rfq.ModelHash)
            .Add((UInt128)rfq.MaxIn)
            .Add((UInt128)rfq.MaxOut)
            .Add(rfq.MaxPrice)
            .Add((UInt128)rfq.DeadlineMs)
            .Add((UInt128)rfq.TermMs)
            .Add((UInt128)(byte)rfq.Privacy)
            .Add((UInt128)(byte)rfq.Verify)
            .Add(rfq.InputCommit)
            .Add((UInt128)rfq.Nonce));

    /// <summary>What a provider signs to offer work.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(Quote quote) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Quote.EncodedBytes])
            .Add(TypedDataTypes.Quote.Hash)
            .Add(quote.HomeId)
            .Add(quote.RfqHash)
            .Add(quote.Provider)
            .Add((UInt128)quote.PriceFixed)
            .Add((UInt128)quote.PriceIn)
            .Add((UInt128)quote.PriceOut)
            .Add((UInt128)quote.PriceSec)
            .Add((UInt128)quote.Capacity)
            .Add((UInt128)quote.TtftMs)
            .Add((UInt128)quote.ColdLoadMs)
            .Add(quote.ModelHash)
            .Add(quote.RuntimeClass)
            .Add((UInt128)quote.ValidUntil)
            .Add((UInt128)quote.Nonce));

    /// <summary>What a provider signs for the work so far.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(Usage usage) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Usage.EncodedBytes])
            .Add(TypedDataTypes.Usage.Hash)
            .Add(usage.HomeId)
            .Add(usage.AgreementHash)
            .Add((UInt128)usage.Seq)
            .Add((UInt128)usage.UnitsIn)
            .Add((UInt128)usage.UnitsOut)
            .Add(usage.Amount)
            .Add(usage.OutputCommitSoFar));

    /// <summary>What a requester signs for the work so far.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(UsageAck ack) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.UsageAck.EncodedBytes])
            .Add(TypedDataTypes.UsageAck.Hash)
            .Add(ack.HomeId)
            .Add(ack.UsageHash));

    /// <summary>What a requester signs for work that was claimed.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(Receipt receipt) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Receipt.EncodedBytes])
            .Add(TypedDataTypes.Receipt.Hash)
            .Add(receipt.HomeId)
            .Add(receipt.AgreementHash)
            .Add(receipt.ClaimHash)
            .Add((UInt128)receipt.UnitsIn)
            .Add((UInt128)receipt.UnitsOut)
            .Add(receipt.Amount)
            .Add((UInt128)(byte)receipt.Verdict)
            .Add((UInt128)(byte)receipt.Reason));

    /// <summary>What a hub signs for an entry of its ledger; names the entry.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(Settle settle) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Settle.EncodedBytes])
            .Add(TypedDataTypes.Settle.Hash)
            .Add(settle.HomeId)
            .Add((UInt128)settle.Index)
            .Add(settle.PrevEntry)
            .Add((UInt128)(byte)settle.Rule)
            .Add(settle.AgreementHash)
            .Add(settle.EscrowHash)
            .Add(settle.ClaimHash)
            .Add(settle.EvidenceHash)
            .Add(settle.PostingsHash)
            .Add((UInt128)settle.At));

    /// <summary>What a hub signs for a closed epoch.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(EpochRoot root) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.EpochRoot.EncodedBytes])
            .Add(TypedDataTypes.EpochRoot.Hash)
            .Add(root.HomeId)
            .Add((UInt128)root.Epoch)
            .Add((UInt128)root.LastIndex)
            .Add(root.LastEntry)
            .Add((UInt128)root.Leaves)
            .Add(root.Root)
            .Add(root.PrevRoot)
            .Add((UInt128)root.At));

    /// <summary>What an attester signs for a claim that it has checked.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(PoIAttestation attestation) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Attestation.EncodedBytes])
            .Add(TypedDataTypes.Attestation.Hash)
            .Add(attestation.HomeId)
            .Add(attestation.ClaimHash)
            .Add(attestation.Attester)
            .Add((UInt128)(byte)attestation.Method)
            .Add((UInt128)attestation.Score)
            .Add(attestation.EvidenceHash)
            .Add((UInt128)attestation.At));

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(Rfq rfq) =>
        TypedDataJson.Write(TypedDataTypes.Rfq, rfq, WireJson.Default.Rfq);

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(Quote quote) =>
        TypedDataJson.Write(TypedDataTypes.Quote, quote, WireJson.Default.Quote);

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(Usage usage) =>
        TypedDataJson.Write(TypedDataTypes.Usage, usage, WireJson.Default.Usage);

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(UsageAck ack) =>
        TypedDataJson.Write(TypedDataTypes.UsageAck, ack, WireJson.Default.UsageAck);

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(Receipt receipt) =>
        TypedDataJson.Write(TypedDataTypes.Receipt, receipt, WireJson.Default.Receipt);

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(Settle settle) =>
        TypedDataJson.Write(TypedDataTypes.Settle, settle, WireJson.Default.Settle);

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(EpochRoot root) =>
        TypedDataJson.Write(TypedDataTypes.EpochRoot, root, WireJson.Default.EpochRoot);

    /// <summary>As UTF-8 JSON of <c>eth_signTypedData_v4</c>.</summary>
    public static byte[] ToJson(PoIAttestation attestation) =>
        TypedDataJson.Write(TypedDataTypes.Attestation, attestation, WireJson.Default.PoIAttestation);
}

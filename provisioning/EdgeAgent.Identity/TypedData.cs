using System.Runtime.CompilerServices;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity.Eip712;

namespace EdgeAgent.Identity;

/// <summary>EIP-712 digests of everything that is signed, in the domain <c>{name:"EdgeAgent", version:"1", chainId:1}</c>.</summary>
/// <remarks>Digests allocate nothing: one stack buffer, one 32-byte word a member.</remarks>
public static partial class TypedData
{
    /// <summary>What a device signs for its work.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(PoIClaim claim) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Claim.EncodedBytes])
            .Add(TypedDataTypes.Claim.Hash)
            .Add(claim.HomeId)
            .Add((UInt128)(byte)claim.Kind)
            .Add(claim.Device)
            .Add(claim.Payee)
            .Add(claim.Counterparty)
            .Add(claim.AgreementHash)
            .Add(claim.ModelHash)
            .Add(claim.AdapterHash)
            .Add(claim.RuntimeClass)
            .Add(claim.InputCommit)
            .Add(claim.OutputCommit)
            .Add((UInt128)claim.Seed)
            .Add(claim.SamplerHash)
            .Add((UInt128)claim.UnitsIn)
            .Add((UInt128)claim.UnitsOut)
            .Add(claim.WorkUnits)
            .Add(claim.Amount)
            .Add((UInt128)claim.StartedAt)
            .Add((UInt128)claim.FinishedAt)
            .Add((UInt128)claim.Seq)
            .Add(claim.PrevClaim)
            .Add(claim.EvidenceHash));

    /// <summary>What a requester signs for work that it asks for.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(WorkLock lockData) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Lock.EncodedBytes])
            .Add(TypedDataTypes.Lock.Hash)
            .Add(lockData.HomeId)
            .Add(lockData.QuoteHash)
            .Add(lockData.Requester)
            .Add(lockData.MaxSpend)
            .Add((UInt128)lockData.Seed)
            .Add(lockData.SamplerHash)
            .Add(lockData.InputCommit)
            .Add((UInt128)lockData.Nonce));

    /// <summary>What a device signs to belong to a hub.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(PairPermit permit) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Permit.EncodedBytes])
            .Add(TypedDataTypes.Permit.Hash)
            .Add(permit.Device)
            .Add(permit.Hub)
            .Add(permit.HomeId)
            .Add(permit.TlsSpkiHash)
            .Add(permit.CaSpkiHash)
            .Add(permit.Transcript));

    /// <summary>What a hub signs for a device of its home.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(DeviceDescriptor descriptor) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.Descriptor.EncodedBytes])
            .Add(TypedDataTypes.Descriptor.Hash)
            .Add(descriptor.HomeId)
            .Add(descriptor.Device)
            .Add((UInt128)descriptor.Permissions)
            .Add((UInt128)descriptor.NotBefore)
            .Add((UInt128)descriptor.NotAfter));

    /// <summary>What a device signs for its next TLS key.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(TlsKeySuccession succession) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.TlsKey.EncodedBytes])
            .Add(TypedDataTypes.TlsKey.Hash)
            .Add(succession.Device)
            .Add(succession.HomeId)
            .Add(succession.OldSpki)
            .Add(succession.NewSpki)
            .Add((UInt128)succession.N));

    /// <summary>What a hub signs when a device asks how it stands.</summary>
    [SkipLocalsInit]
    public static Bytes32 Digest(RenewalTerms terms) => DigestOf(
        new StructWriter(stackalloc byte[TypedDataTypes.RenewalTerms.EncodedBytes])
            .Add(TypedDataTypes.RenewalTerms.Hash)
            .Add(terms.HomeId)
            .Add(terms.Device)
            .Add(terms.Nonce)
            .Add(terms.Authority)
            .Add((UInt128)terms.N)
            .Add((UInt128)terms.Time)
            .Add((UInt128)terms.RenewAt));

    /// <summary>The claim as UTF-8 JSON of <c>eth_signTypedData_v4</c>, so that any wallet library can check it.</summary>
    public static byte[] ToJson(PoIClaim claim) =>
        TypedDataJson.Write(TypedDataTypes.Claim, claim, WireJson.Default.PoIClaim);

    /// <summary>The lock in the same form.</summary>
    public static byte[] ToJson(WorkLock lockData) =>
        TypedDataJson.Write(TypedDataTypes.Lock, lockData, WireJson.Default.WorkLock);

    /// <summary>The permit in the same form.</summary>
    public static byte[] ToJson(PairPermit permit) =>
        TypedDataJson.Write(TypedDataTypes.Permit, permit, WireJson.Default.PairPermit);

    /// <summary>The descriptor in the same form.</summary>
    public static byte[] ToJson(DeviceDescriptor descriptor) =>
        TypedDataJson.Write(TypedDataTypes.Descriptor, descriptor, WireJson.Default.DeviceDescriptor);

    /// <summary>The succession in the same form.</summary>
    public static byte[] ToJson(TlsKeySuccession succession) =>
        TypedDataJson.Write(TypedDataTypes.TlsKey, succession, WireJson.Default.TlsKeySuccession);

    /// <summary>The terms in the same form.</summary>
    public static byte[] ToJson(RenewalTerms terms) =>
        TypedDataJson.Write(TypedDataTypes.RenewalTerms, terms, WireJson.Default.RenewalTerms);

    private static Bytes32 DigestOf(StructWriter members) =>
        TypedDataDomain.Digest(TypedDataDomain.Separator, members.Hash());
}

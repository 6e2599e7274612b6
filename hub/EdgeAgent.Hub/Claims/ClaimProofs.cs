using System.Globalization;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Claims.Json;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Ledger;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Claims;

/// <summary>Puts the papers of a claim together.</summary>
internal sealed class ClaimProofs(ClaimStore claims, LedgerEpochs epochs, HubIdentity hub)
{
    /// <summary>The proof of a settled claim; null: the hub does not have it, or has not settled it.</summary>
    public ClaimProof? Find(Bytes32 digest)
    {
        if (claims.Find(digest) is not { Signed: var signed } || epochs.Prove(digest) is not { } proof)
        {
            return null;
        }
        var draft = proof.Entry.Draft;
        var settle = LedgerSeal.SettleOf(hub.HomeId, proof.Entry.Index, proof.Entry.Previous, draft);
        var leaf = LedgerEpochs.LeafOf(draft);
        return new ClaimProof(
            hub.Address.ToString(),
            Sign(TypedData.ToJson(signed.Claim), signed.Signature),
            Sign(TypedData.ToJson(signed.Quote.Quote), signed.Quote.Signature),
            Sign(TypedData.ToJson(signed.Lock.Lock), signed.Lock.Signature),
            signed.Lease is { } lease ? Sign(TypedData.ToJson(lease.Lock), lease.Signature) : null,
            draft.Evidence is LedgerEvidence.Receipt receipt
                ? Sign(TypedData.ToJson(receipt.Signed.Receipt), receipt.Signed.Signature)
                : null,
            draft.Evidence is LedgerEvidence.Usage usage
                ? Sign(TypedData.ToJson(usage.Signed.Ack), usage.Signed.Signature)
                : null,
            Sign(TypedData.ToJson(settle), proof.Entry.Signature),
            leaf.Payee.ToString(),
            leaf.PaidMicros.ToString(CultureInfo.InvariantCulture),
            proof.Epoch is { } epoch ? Sign(TypedData.ToJson(epoch.Root), epoch.Signature) : null,
            [.. proof.Path.Select(hash => hash.ToString())]);
    }

    private static SignedData Sign(byte[] typedData, RecoverableSignature signature)
    {
        var reader = new Utf8JsonReader(typedData);
        return new SignedData(JsonElement.ParseValue(ref reader), signature.ToString());
    }
}

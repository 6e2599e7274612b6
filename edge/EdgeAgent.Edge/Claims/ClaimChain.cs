using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Claims;

/// <summary>Signs claims, each bound to the one before.</summary>
internal sealed class ClaimChain(SigningKey key, HomeMembership home, ClaimStore store)
{
    /// <summary>Signs the next claim and stores it with the new head in one durable transaction.</summary>
    /// <returns>What was stored; the outbox sends it.</returns>
    /// <exception cref="ClaimStoreException">Nothing was stored; there is no claim then.</exception>
    public ClaimRow Sign(ClaimDraft draft) => store.Append(head =>
    {
        var claim = Compose(draft, head);
        var digest = TypedData.Digest(claim);
        var message = WireJson.Write(
            new SignedClaim(claim, key.Sign(digest), draft.Quote, draft.Lock, draft.Lease, draft.Usage),
            WireJson.Default.SignedClaim);
        return new ClaimRow(claim.Seq, digest, claim.AgreementHash, message);
    });

    private PoIClaim Compose(ClaimDraft draft, ChainHead head)
    {
        var work = draft.Lock.Lock;
        Span<byte> model = stackalloc byte[Bytes32.SizeBytes];
        draft.Model.CopyTo(model);
        return new PoIClaim(
            HomeId: home.HomeId,
            Kind: draft.Kind,
            Device: key.Address,
            Payee: key.Address,
            Counterparty: work.Requester,
            AgreementHash: Agreement.Hash(work),
            ModelHash: new Bytes32(model),
            AdapterHash: default,
            RuntimeClass: draft.RuntimeClass,
            InputCommit: work.InputCommit,
            OutputCommit: draft.OutputCommit,
            Seed: work.Seed,
            SamplerHash: work.SamplerHash,
            UnitsIn: (ulong)draft.UnitsIn,
            UnitsOut: (ulong)draft.UnitsOut,
            WorkUnits: (UInt128)draft.ActiveParameters * ((ulong)draft.UnitsIn + (ulong)draft.UnitsOut),
            Amount: UInt128.Min(
                QuotePrice.Of(draft.Quote.Quote, (ulong)draft.UnitsIn, (ulong)draft.UnitsOut), work.MaxSpend),
            StartedAt: (ulong)draft.StartedAt.ToUnixTimeSeconds(),
            FinishedAt: (ulong)draft.FinishedAt.ToUnixTimeSeconds(),
            Seq: head.Seq + 1,
            PrevClaim: head.Digest,
            EvidenceHash: draft.EvidenceHash);
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Ledger;

/// <summary>
/// The state that the journal's entries add up to, and the rules that each must keep. Pure: the same entries give the
/// same state; it reads no clock and no disk. Not safe for concurrent callers.
/// </summary>
/// <param name="householdLimitMicros">What the household may owe.</param>
internal sealed partial class LedgerBook(long householdLimitMicros)
{
    /// <summary>
    /// How long a closed escrow's agreement is remembered beyond its deadline. A lock is refused long before that.
    /// </summary>
    public const long MemoryMs = 24 * 3_600_000L;

    private readonly Dictionary<LedgerAccount, long> _balances = [];
    private readonly Dictionary<Bytes32, LedgerEscrow> _escrows = [];
    private readonly HashSet<Bytes32> _closed = [];
    private readonly PriorityQueue<Bytes32, long> _closedUntil = new();
    private readonly PriorityQueue<Bytes32, long> _deadlines = new();

    /// <summary>The newest entry.</summary>
    public LedgerHead Head { get; private set; }

    /// <summary>The newest epoch's number; 0: none.</summary>
    public ulong Epoch { get; private set; }

    /// <summary>Digest of the newest epoch's root.</summary>
    public Bytes32 EpochDigest { get; private set; }

    /// <summary>The newest entry of the newest epoch.</summary>
    public ulong EpochEnd { get; private set; }

    /// <summary>Accounts that are not zero.</summary>
    public IReadOnlyDictionary<LedgerAccount, long> Balances => _balances;

    /// <summary>Escrows that are open.</summary>
    public IReadOnlyDictionary<Bytes32, LedgerEscrow> Escrows => _escrows;

    /// <summary>What an account has; negative: what it owes.</summary>
    public long BalanceOf(LedgerAccount account) => _balances.GetValueOrDefault(account);

    /// <summary>What an account may still spend.</summary>
    public long CreditOf(LedgerAccount account) => BalanceOf(account) + LimitOf(account);

    /// <summary>An open escrow whose deadline has passed; null: none.</summary>
    public Bytes32? FindOverdue(long nowMs)
    {
        while (_deadlines.TryPeek(out var agreement, out var deadline) && deadline <= nowMs)
        {
            if (_escrows.ContainsKey(agreement))
            {
                return agreement;
            }
            _deadlines.Dequeue();
        }
        return null;
    }

    /// <summary>The first rule that a draft breaks; null: it may be applied.</summary>
    public LedgerFault? Check(LedgerDraft draft) =>
        CheckBalance(draft.Postings) ?? draft.Rule switch
        {
            SettleRule.Opened => CheckOpened(draft),
            SettleRule.Receipt or SettleRule.Usage or SettleRule.Silence or SettleRule.Refund => CheckSettled(draft),
            SettleRule.Deadline => CheckDeadline(draft),
            SettleRule.Slashed => CheckSlashed(draft),
            SettleRule.Payout or SettleRule.LostDevice => CheckMove(draft),
            SettleRule.Epoch => draft.Evidence is LedgerEvidence.Epoch && draft.Postings.Count == 0
                ? null
                : LedgerFault.Evidence,
            _ => LedgerFault.Shape,
        };

    /// <summary>The same for an entry of the past, when the owner may have allowed the household more credit.</summary>
    public LedgerFault? CheckOld(LedgerDraft draft) =>
        Check(draft) is { } fault && !(fault == LedgerFault.CreditLimit && IsHousehold(draft)) ? fault : null;

    /// <summary>Applies a draft that <see cref="Check"/> has found right, as the entry behind the head.</summary>
    /// <param name="draft">What the entry says.</param>
    /// <param name="digest">The entry's digest.</param>
    public void Apply(LedgerDraft draft, Bytes32 digest)
    {
        foreach (var posting in draft.Postings)
        {
            Add(posting);
        }
        switch (draft.Rule)
        {
            case SettleRule.Opened:
                var deadline = ((LedgerEvidence.Deadline)draft.Evidence!).AtMs;
                _escrows[draft.Agreement] = new LedgerEscrow(
                    draft.Postings[0].Account, draft.Postings[1].Micros, deadline);
                _deadlines.Enqueue(draft.Agreement, deadline);
                break;
            case SettleRule.Receipt or SettleRule.Usage or SettleRule.Silence or SettleRule.Refund
                when draft.Escrow != draft.Agreement:
                _escrows[draft.Escrow].Draw(draft.Agreement, Paid(draft));
                break;
            case SettleRule.Receipt or SettleRule.Usage or SettleRule.Silence or SettleRule.Refund
                or SettleRule.Deadline:
                Close(draft.Escrow);
                break;
            case SettleRule.Epoch:
                var root = ((LedgerEvidence.Epoch)draft.Evidence!).Signed.Root;
                (Epoch, EpochEnd, EpochDigest) = (root.Epoch, root.LastIndex, draft.Evidence.Hash);
                break;
        }
        Forget(draft.AtMs);
        Head = new LedgerHead(Head.Index + 1, digest);
    }

    /// <summary>What the payee of a settlement gets: it stands behind the escrow and before the payer.</summary>
    public static long Paid(LedgerDraft draft) =>
        draft.Rule is SettleRule.Receipt or SettleRule.Usage or SettleRule.Silence && draft.Postings.Count >= 2
            ? draft.Postings[1].Micros
            : 0;

    private static bool IsHousehold(LedgerDraft draft) =>
        draft.Rule == SettleRule.Opened && draft.Postings[0].Account.Kind == LedgerAccountKind.Household;

    private long LimitOf(LedgerAccount account) =>
        account.Kind == LedgerAccountKind.Household ? householdLimitMicros : 0;

    private void Add(LedgerPosting posting)
    {
        var balance = _balances.GetValueOrDefault(posting.Account) + posting.Micros;
        if (balance == 0)
        {
            _balances.Remove(posting.Account);
        }
        else
        {
            _balances[posting.Account] = balance;
        }
    }

    private void Close(Bytes32 agreement)
    {
        if (_escrows.Remove(agreement, out var escrow))
        {
            _closed.Add(agreement);
            _closedUntil.Enqueue(agreement, escrow.DeadlineMs + MemoryMs);
        }
    }

    private void Forget(long nowMs)
    {
        while (_closedUntil.TryPeek(out var agreement, out var until) && until < nowMs)
        {
            _closedUntil.Dequeue();
            _closed.Remove(agreement);
        }
    }
}

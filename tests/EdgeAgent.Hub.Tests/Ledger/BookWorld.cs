using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Ledger;

namespace EdgeAgent.Hub.Tests.Ledger;

/// <summary>Random traders on a ledger, honest and not, on a clock that also runs backwards. The same seed gives the same run.</summary>
internal sealed class BookWorld(int seed)
{
    public const long LimitMicros = 100_000_000;

    private const int Devices = 20;

    private readonly Random _random = new(seed);
    private readonly List<(Bytes32 Agreement, Bytes32 Escrow, Address Payee)> _known = [];
    private readonly HashSet<Bytes32> _settled = [];
    private long _nowMs = 1_000_000;
    private ulong _names;

    public LedgerBook Book { get; } = new(LimitMicros);

    /// <summary>Everything that was taken, for a replay.</summary>
    public List<LedgerDraft> Journal { get; } = [];

    public int Refused { get; private set; }

    public int Doubles { get; private set; }

    /// <summary>One event.</summary>
    public void Step()
    {
        _nowMs += _random.Next(-200, 2_000); // clocks are set
        var draft = _random.Next(20) switch
        {
            < 7 => Open(),
            < 15 => Settle(),
            15 => Move(SettleRule.Payout),
            16 => Move(SettleRule.LostDevice),
            17 => LedgerDrafts.Slash(Name(), Name(), Device(), _random.Next(1, 5_000), _nowMs),
            18 => Broken(),
            _ => Repeat(),
        };
        if (draft is not null)
        {
            Offer(draft);
        }
        while (Book.FindOverdue(_nowMs) is { } overdue)
        {
            Offer(LedgerDrafts.GiveBack(SettleRule.Deadline, overdue, Book.Escrows[overdue], _nowMs));
        }
    }

    /// <summary>Fails where an invariant does not hold.</summary>
    public void Check()
    {
        long sum = 0;
        foreach (var (account, micros) in Book.Balances)
        {
            sum += micros;
            Assert.True(
                micros >= (account.Kind == LedgerAccountKind.Household ? -LimitMicros : 0), $"{account} has {micros}");
        }
        Assert.Equal(0, sum);
    }

    /// <summary>No escrow is open behind its deadline; dear, so not after each event.</summary>
    public void CheckDeadlines() =>
        Assert.DoesNotContain(Book.Escrows.Values, escrow => escrow.DeadlineMs <= _nowMs);

    private void Offer(LedgerDraft draft)
    {
        if (Book.Check(draft) is not null)
        {
            Refused++;
            return;
        }
        if (draft.Rule is SettleRule.Receipt or SettleRule.Usage or SettleRule.Silence or SettleRule.Refund)
        {
            Assert.True(_settled.Add(draft.Agreement), "an agreement was settled twice");
        }
        Book.Apply(draft, Name());
        Journal.Add(draft);
    }

    private LedgerDraft Open()
    {
        var agreement = Name();
        var isLease = _random.Next(4) == 0;
        var payer = _random.Next(5) == 0 ? LedgerAccount.Device(Device()) : LedgerAccount.Household;
        var payee = Device();
        if (isLease)
        {
            for (var i = 0; i < 6; i++)
            {
                _known.Add((Name(), agreement, payee));
            }
        }
        else
        {
            _known.Add((agreement, agreement, payee));
        }
        if (_known.Count > 200)
        {
            _known.RemoveRange(0, 50);
        }
        return LedgerDrafts.Open(agreement, payer, _random.Next(0, 3_000_000), _nowMs + _random.Next(-10, 60_000), _nowMs);
    }

    private LedgerDraft? Settle()
    {
        if (_known.Count == 0)
        {
            return null;
        }
        var (agreement, escrowHash, payee) = _known[_random.Next(_known.Count)];
        if (!Book.Escrows.TryGetValue(escrowHash, out var escrow))
        {
            Doubles++;
            return null;
        }
        var paid = _random.NextInt64(0, Math.Max(1, escrow.LeftMicros + (_random.Next(10) == 0 ? 5_000 : 0)));
        var claim = Name();
        var rule = _random.Next(6) switch
        {
            0 => SettleRule.Refund,
            1 => SettleRule.Silence,
            _ => SettleRule.Receipt,
        };
        var receipt = new Receipt(
            default, agreement, claim, 1, 1, (UInt128)paid, ReceiptVerdict.Accepted, ReceiptReason.None);
        return LedgerDrafts.Settle(
            new LedgerSettlement(
                rule, agreement, escrowHash, payee, claim,
                rule == SettleRule.Receipt ? new LedgerEvidence.Receipt(new SignedReceipt(receipt, default)) : null),
            escrow, paid, _nowMs);
    }

    private LedgerDraft Move(SettleRule rule) =>
        LedgerDrafts.Move(rule, Device(), _random.Next(0, 2_000_000), rule == SettleRule.LostDevice ? "x" : null, _nowMs);

    /// <summary>An entry as an attacker would like it: money from nothing, from another's escrow, or past a limit.</summary>
    private LedgerDraft Broken()
    {
        var amount = _random.NextInt64(1, LimitMicros * 2);
        var thief = LedgerAccount.Device(Device());
        var victim = Book.Escrows.Count > 0 && _random.Next(2) == 0
            ? LedgerAccount.Escrow(Book.Escrows.Keys.First())
            : LedgerAccount.Household;
        return new LedgerDraft
        {
            Rule = (SettleRule)_random.Next(1, 11),
            Agreement = Name(),
            Escrow = Book.Escrows.Count > 0 ? Book.Escrows.Keys.First() : default,
            Claim = Name(),
            Postings = _random.Next(2) == 0 ? [new(thief, amount)] : [new(victim, -amount), new(thief, amount)],
            AtMs = _nowMs,
        };
    }

    private LedgerDraft? Repeat() => Journal.Count == 0 ? null : Journal[_random.Next(Journal.Count)] with { AtMs = _nowMs };

    private Address Device()
    {
        var bytes = new byte[Address.SizeBytes];
        bytes[^1] = (byte)_random.Next(Devices);
        return new Address(bytes);
    }

    private Bytes32 Name()
    {
        var bytes = new byte[Bytes32.SizeBytes];
        BitConverter.TryWriteBytes(bytes, ++_names);
        bytes[^1] = 1;
        return new Bytes32(bytes);
    }
}

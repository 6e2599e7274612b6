using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Ledger;

/// <summary>The hub's ledger: the journal in the database, and the book that its entries add up to.</summary>
internal sealed class HubLedger(
    HubDatabase database, HubIdentity hub, IOptions<LedgerOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private LedgerBook? _book;

    /// <summary>Unix milliseconds now.</summary>
    public long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Posts what a look at the book makes, in a commit of its own.</summary>
    /// <param name="draft">Gets the book, gives the draft; null: nothing to post.</param>
    /// <param name="cancellationToken">Gives up before it is written.</param>
    /// <returns>Null where there was nothing to post.</returns>
    public Task<LedgerOutcome?> PostAsync(Func<LedgerBook, LedgerDraft?> draft, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Post(connection, draft), cancellationToken);

    /// <summary>The same inside a write of the caller: both are kept or neither is.</summary>
    public LedgerOutcome? Post(SqliteConnection connection, Func<LedgerBook, LedgerDraft?> make)
    {
        lock (_gate)
        {
            var book = Sync(connection);
            if (make(book) is not { } draft)
            {
                return null;
            }
            if (book.Check(draft) is { } fault)
            {
                return new LedgerOutcome.Refused(fault);
            }
            var (index, previous) = (book.Head.Index + 1, book.Head.Digest);
            var digest = Identity.TypedData.Digest(LedgerSeal.SettleOf(hub.HomeId, index, previous, draft));
            var entry = new LedgerEntry(index, previous, draft, hub.Key.Sign(digest));
            LedgerJournal.Append(connection, entry, digest);
            book.Apply(draft, digest);
            return new LedgerOutcome.Posted(entry);
        }
    }

    /// <summary>Looks at the book.</summary>
    public T Read<T>(Func<LedgerBook, T> look) => database.Read(connection =>
    {
        lock (_gate)
        {
            return look(_book ?? Sync(connection));
        }
    });

    /// <summary>Looks at the book inside a write of the caller.</summary>
    public T Read<T>(SqliteConnection connection, Func<LedgerBook, T> look)
    {
        lock (_gate)
        {
            return look(Sync(connection));
        }
    }

    /// <summary>
    /// Brings the book to where the journal is: ahead of it after a commit that failed, behind it when another process
    /// (a command of the operator) has posted.
    /// </summary>
    private LedgerBook Sync(SqliteConnection connection)
    {
        var head = LedgerJournal.ReadHead(connection);
        if (_book is { } known && known.Head == head)
        {
            return known;
        }
        var book = new LedgerBook(options.Value.HouseholdLimitMicros);
        foreach (var row in LedgerJournal.ReadBehind(connection, 0))
        {
            var entry = LedgerCodec.Read(row.Entry);
            var digest = LedgerSeal.Digest(hub.HomeId, entry);
            if (entry.Index != book.Head.Index + 1 || entry.Previous != book.Head.Digest
                || digest != new Bytes32(row.Digest) || book.CheckOld(entry.Draft) is not null)
            {
                throw new LedgerException(
                    $"Entry {row.Index} of the ledger is not what this hub wrote. Run: edgehub ledger verify");
            }
            book.Apply(entry.Draft, digest);
        }
        return _book = book;
    }
}

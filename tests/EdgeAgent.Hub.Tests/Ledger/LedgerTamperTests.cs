using EdgeAgent.Hub.Ledger;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Tests.Ledger;

public sealed class LedgerTamperTests
{
    /// <summary>A prime, so that over the entries every kind of place is hit; with 1 every single byte is.</summary>
    private static readonly int s_stride =
        Environment.GetEnvironmentVariable("EDGEAGENT_SOAK_ROUNDS") is null ? 37 : 1;

    [Fact]
    public async Task Any_changed_byte_of_any_entry_is_found()
    {
        await using var books = new LedgerBooks();
        await books.TradeAsync();
        await books.TradeAsync(delivered: 3);
        await books.Epochs.CloseAsync(LedgerBooks.Cancellation);
        await books.Keeper.MoveLostAsync(books.Device, "a reason", LedgerBooks.Cancellation);
        Assert.Empty(books.Inspect().Faults);
        var flips = 0;
        foreach (var (column, length) in Columns(books))
        {
            for (var at = flips % s_stride; at < length.Bytes; at += s_stride)
            {
                await FlipAsync(books, column, length.Index, at);
                Assert.NotEmpty(books.Inspect().Faults);
                await FlipAsync(books, column, length.Index, at);
                flips++;
            }
        }
        Assert.Empty(books.Inspect().Faults);
        Assert.True(flips > 100, $"only {flips} bytes were changed");
    }

    [Theory]
    [InlineData("DELETE FROM ledger_postings WHERE idx = 1; DELETE FROM ledger_entries WHERE idx = 1")]
    [InlineData("DELETE FROM ledger_postings WHERE account = 'household'")]
    [InlineData("UPDATE ledger_postings SET micros = micros + 1 WHERE idx = 2")]
    [InlineData("UPDATE ledger_entries SET rule = 3 WHERE idx = 2")]
    [InlineData("UPDATE ledger_entries SET agreement = NULL WHERE idx = 2")]
    [InlineData("DELETE FROM claims")]
    public async Task A_missing_or_changed_row_is_found(string sql)
    {
        await using var books = new LedgerBooks();
        await books.TradeAsync();
        await books.TradeAsync();
        await books.Database.WriteAsync(
            connection =>
            {
                connection.Execute("PRAGMA defer_foreign_keys = ON");
                connection.Execute(sql);
            },
            LedgerBooks.Cancellation);
        Assert.NotEmpty(books.Inspect().Faults);
    }

    private static List<(string Column, (long Index, int Bytes) Length)> Columns(LedgerBooks books) =>
        books.Database.Read(connection =>
        {
            var columns = new List<(string Column, (long Index, int Bytes) Length)>();
            foreach (var column in (string[])["digest", "agreement", "claim", "entry"])
            {
                columns.AddRange(connection.Query(
                    $"SELECT idx, length({column}) FROM ledger_entries WHERE {column} IS NOT NULL",
                    reader => (column, (reader.GetInt64(0), reader.GetInt32(1)))));
            }
            return columns;
        });

    private static Task FlipAsync(LedgerBooks books, string column, long index, int at) => books.Database.WriteAsync(
        connection =>
        {
            var bytes = Read(connection, column, index);
            bytes[at] ^= 0x10;
            connection.Execute(
                $"UPDATE ledger_entries SET {column} = $bytes WHERE idx = $idx", ("$bytes", bytes), ("$idx", index));
        },
        LedgerBooks.Cancellation);

    private static byte[] Read(SqliteConnection connection, string column, long index) => connection.Scalar<byte[]>(
        $"SELECT {column} FROM ledger_entries WHERE idx = $idx", ("$idx", index))!;
}

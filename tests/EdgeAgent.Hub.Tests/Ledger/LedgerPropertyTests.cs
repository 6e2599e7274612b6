using System.Globalization;
using EdgeAgent.Hub.Ledger;

namespace EdgeAgent.Hub.Tests.Ledger;

public sealed class LedgerPropertyTests(ITestOutputHelper output)
{
    private const int Events = 40_000;

    /// <summary>1,000,000 with EDGEAGENT_LEDGER_EVENTS=1000000; the seed with EDGEAGENT_SOAK_SEED.</summary>
    [Fact]
    public void Whatever_happens_the_sums_are_zero_nothing_settles_twice_and_no_limit_is_passed()
    {
        var seed = FromEnvironment("EDGEAGENT_SOAK_SEED", 20_261_124);
        var events = FromEnvironment("EDGEAGENT_LEDGER_EVENTS", Events);
        var world = new BookWorld(seed);
        for (var i = 0; i < events; i++)
        {
            world.Step();
            world.Check();
            if (i % 100 == 0)
            {
                world.CheckDeadlines();
            }
        }
        output.WriteLine(
            $"seed {seed}: {events} events, {world.Journal.Count} entries, {world.Refused} refused, "
            + $"{world.Doubles} for escrows that were closed");
        Assert.True(world.Journal.Count > events / 4, "most events were refused: the world tests little");
        Assert.True(world.Refused > events / 50, "no event was refused: the world tests little");

        var replayed = new LedgerBook(BookWorld.LimitMicros);
        foreach (var draft in world.Journal)
        {
            Assert.Null(replayed.Check(draft));
            replayed.Apply(draft, default);
        }
        Assert.Equal(
            world.Book.Balances.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal),
            replayed.Balances.OrderBy(pair => pair.Key.ToString(), StringComparer.Ordinal));
        Assert.Equal(world.Book.Escrows.Keys.ToHashSet(), replayed.Escrows.Keys.ToHashSet());
        Assert.Equal(world.Book.Head.Index, replayed.Head.Index);
    }

    [Fact]
    public void The_household_may_owe_up_to_its_limit_and_a_new_device_nothing()
    {
        var book = new LedgerBook(householdLimitMicros: 100);
        Assert.Null(book.Check(Open(1, LedgerAccount.Household, 100)));
        Assert.Equal(LedgerFault.CreditLimit, book.Check(Open(1, LedgerAccount.Household, 101)));
        Assert.Equal(LedgerFault.CreditLimit, book.Check(Open(1, LedgerAccount.Device(default), 1)));
        Assert.Null(book.Check(Open(1, LedgerAccount.Device(default), 0)));
    }

    private static LedgerDraft Open(byte name, LedgerAccount payer, long micros) =>
        LedgerDrafts.Open(Claims.ClaimMaker.Hash(name), payer, micros, deadlineMs: 2, nowMs: 1);

    private static int FromEnvironment(string name, int ordinary) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : ordinary;
}

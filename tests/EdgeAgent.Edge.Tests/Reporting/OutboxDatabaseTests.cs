using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Reporting;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Reporting;

public sealed class OutboxDatabaseTests
{
    [Fact]
    public void Only_what_was_acknowledged_leaves_and_numbers_go_on_after_a_restart()
    {
        using var directory = new TempDirectory();
        var path = directory.Combine("outbox.db");
        using (var database = OutboxDatabase.Open(path))
        {
            Assert.Equal((5ul, 0ul), database.NextBoot(5));
            for (ulong seq = 1; seq <= 10; seq++)
            {
                database.Add(Record(5, seq));
            }
            database.SaveSeq(10);
            database.Delete(5, new SeqRange(2, 4));
            database.Delete(4, new SeqRange(5, 9)); // another boot's
        }
        using (var database = OutboxDatabase.Open(path))
        {
            Assert.Equal((6ul, 10ul), database.NextBoot(0));
            Assert.Equal([1, 5, 6, 7, 8, 9, 10], database.After(0, 100).Select(record => (int)record.Seq));
        }
    }

    [Fact]
    public void A_full_outbox_drops_the_oldest_readings_keeps_events_and_says_the_gaps()
    {
        using var directory = new TempDirectory();
        using var database = OutboxDatabase.Open(directory.Combine("outbox.db"));
        for (ulong seq = 1; seq <= 9; seq++)
        {
            database.Add(seq == 4
                ? new StoredRecord(null, new DeviceEvent(1, seq, (long)seq, DeviceEventKind.Alarm))
                : Record(1, seq));
        }
        Assert.Equal(8, OutboxDropper.Drop(database, oldestAllowed: 0, full: true));
        Assert.Equal([4], database.After(0, 100).Select(record => (int)record.Seq));
        Assert.Equal([(1, 3), (5, 9)], database.Gaps(10).Select(gap => ((int)gap.From, (int)gap.To)));
        database.Delete(1, new SeqRange(5, 9)); // acknowledged
        Assert.Equal([(1, 3)], database.Gaps(10).Select(gap => ((int)gap.From, (int)gap.To)));
    }

    [Fact]
    public void What_is_too_old_goes_first()
    {
        using var directory = new TempDirectory();
        using var database = OutboxDatabase.Open(directory.Combine("outbox.db"));
        for (ulong seq = 1; seq <= 5; seq++)
        {
            database.Add(Record(1, seq));
        }
        Assert.Equal(3, OutboxDropper.Drop(database, oldestAllowed: 4, full: true));
        Assert.Equal(GapReason.Age, Assert.Single(database.Gaps(10)).Reason);
    }

    private static StoredRecord Record(ulong boot, ulong seq) => new(
        new Reading(boot, seq, (long)seq, new Dictionary<PointId, double> { [PointId.Parse("temp")] = 20 }), null);
}

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Reporting;

/// <summary>Makes room: what is too old goes first, then the oldest readings, events last. What goes leaves a gap behind.</summary>
internal static class OutboxDropper
{
    /// <summary>Drops one helping, inside the caller's transaction.</summary>
    /// <returns>How many records went.</returns>
    public static int Drop(OutboxDatabase database, long oldestAllowed, bool full)
    {
        var count = Drop(database, database.Oldest(events: false, oldestAllowed, OutboxLimits.DropAtOnce), GapReason.Age)
            + Drop(database, database.Oldest(events: true, oldestAllowed, OutboxLimits.DropAtOnce), GapReason.Age);
        if (!full || count > 0)
        {
            return count;
        }
        count = Drop(database, database.Oldest(events: false, long.MaxValue, OutboxLimits.DropAtOnce), GapReason.Quota);
        return count > 0
            ? count
            : Drop(database, database.Oldest(events: true, long.MaxValue, OutboxLimits.DropAtOnce), GapReason.Quota);
    }

    /// <summary>One gap for each run of numbers: between two runs lies something that is still here or that the hub has.</summary>
    private static int Drop(OutboxDatabase database, List<(ulong Boot, ulong Seq, long At)> rows, GapReason reason)
    {
        for (var first = 0; first < rows.Count;)
        {
            var last = first;
            while (last + 1 < rows.Count && rows[last + 1].Boot == rows[last].Boot && rows[last + 1].Seq == rows[last].Seq + 1)
            {
                last++;
            }
            var range = new SeqRange(rows[first].Seq, rows[last].Seq);
            database.Delete(rows[first].Boot, range);
            database.AddGap(new ReadingGap(
                rows[first].Boot, range.From, range.To, rows[first].At, rows[last].At, reason));
            first = last + 1;
        }
        return rows.Count;
    }
}

using System.Collections.Concurrent;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Market;

/// <summary>
/// How far devices can be relied on, from doubly signed settlements alone: a Beta mean with one good and no bad piece
/// of work taken for granted, both halving over <see cref="s_halfLife"/>.
/// </summary>
internal sealed class Trust(TimeProvider time)
{
    private static readonly TimeSpan s_halfLife = TimeSpan.FromDays(90);

    private readonly ConcurrentDictionary<Address, Record> _records = new(); // one a device of the home

    /// <summary>Chance that a device delivers, in thousandths: 1 to 1000.</summary>
    public int PermilleOf(Address device)
    {
        if (!_records.TryGetValue(device, out var record))
        {
            return 1000;
        }
        var (good, bad) = record.At(time.GetUtcNow(), s_halfLife);
        return Math.Max(1, (int)(1000 * (1 + good) / (1 + good + bad)));
    }

    /// <summary>A piece of work was settled.</summary>
    /// <param name="device">The provider.</param>
    /// <param name="delivered">In full, or cut by the requester; not: refused, lost or wrong.</param>
    public void Add(Address device, bool delivered) => _records.AddOrUpdate(
        device,
        static (_, arg) => new Record(arg.delivered ? 1 : 0, arg.delivered ? 0 : 1, arg.now),
        (_, record, arg) =>
        {
            var (good, bad) = record.At(arg.now, s_halfLife);
            return new Record(good + (arg.delivered ? 1 : 0), bad + (arg.delivered ? 0 : 1), arg.now);
        },
        (delivered, now: time.GetUtcNow()));

    private sealed record Record(double Good, double Bad, DateTimeOffset Since)
    {
        public (double Good, double Bad) At(DateTimeOffset now, TimeSpan halfLife)
        {
            var decay = Math.Pow(0.5, Math.Max(0, (now - Since) / halfLife));
            return (Good * decay, Bad * decay);
        }
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Sensing;

/// <summary>All points of this device and their newest values. Safe for concurrent callers.</summary>
internal sealed class PointTable(PointRules rules)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, PointInfo> _infos = new(StringComparer.Ordinal);
    private readonly Dictionary<PointId, (double Value, long At)> _values = [];

    /// <summary>Raised when points came, went, or got other names. Must return quickly.</summary>
    public event EventHandler? PointsChanged;

    /// <summary>Raised when a value should be shown at once: something was set, or an input has moved. Must return quickly.</summary>
    public event EventHandler? ValueMoved;

    /// <summary>All points, by id, with the owner's names.</summary>
    public IReadOnlyList<PointInfo> Points
    {
        get
        {
            lock (_gate)
            {
                return [.. _infos.Values.Take(WireLimits.Points).Select(rules.Dress)];
            }
        }
    }

    /// <summary>Whether there is such a point now.</summary>
    public bool Has(PointId point)
    {
        lock (_gate)
        {
            return _infos.ContainsKey(point.ToString());
        }
    }

    /// <summary>The newest value; null: none.</summary>
    public double? Value(PointId point)
    {
        lock (_gate)
        {
            return _values.TryGetValue(point, out var newest) ? newest.Value : null;
        }
    }

    /// <summary>All newest values.</summary>
    public PointValues State(long now)
    {
        lock (_gate)
        {
            var shown = _infos.Values.Take(WireLimits.Points).Select(info => info.Id).Where(_values.ContainsKey).ToList();
            return new PointValues(
                now, shown.ToDictionary(id => id, id => _values[id].Value), shown.ToDictionary(id => id, id => _values[id].At));
        }
    }

    /// <summary>Adds or replaces points.</summary>
    public void Add(IEnumerable<PointInfo> infos)
    {
        var changed = false;
        lock (_gate)
        {
            foreach (var info in infos)
            {
                changed |= !_infos.TryGetValue(info.Id.ToString(), out var known) || known != info;
                _infos[info.Id.ToString()] = info;
            }
        }
        if (changed)
        {
            PointsChanged?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Takes a value.</summary>
    /// <param name="point">The point.</param>
    /// <param name="value">Its value; null: it has none now, and the last one is not true any more.</param>
    /// <param name="at">When it was taken, Unix milliseconds.</param>
    /// <param name="moved">Whether it should be shown at once.</param>
    public void Put(PointId point, double? value, long at, bool moved = false)
    {
        lock (_gate)
        {
            if (value is { } number)
            {
                _values[point] = (number, at);
            }
            else
            {
                _values.Remove(point);
            }
        }
        if (moved)
        {
            ValueMoved?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>The rules have changed: names may be others.</summary>
    public void Renamed() => PointsChanged?.Invoke(this, EventArgs.Empty);
}

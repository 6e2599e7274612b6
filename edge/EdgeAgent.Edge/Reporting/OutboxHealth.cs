namespace EdgeAgent.Edge.Reporting;

/// <summary>How full the outbox is, for whoever shows it.</summary>
internal sealed class OutboxHealth
{
    private readonly Lock _gate = new();
    private double? _buffered;
    private double? _left;

    /// <summary>Age of the oldest reading that waits, hours; null: not known yet.</summary>
    public double? HoursBuffered
    {
        get
        {
            lock (_gate)
            {
                return _buffered;
            }
        }
    }

    /// <summary>How long the room lasts if the hub stays away, hours, by what was written so far; null: not known yet.</summary>
    public double? HoursLeft
    {
        get
        {
            lock (_gate)
            {
                return _left;
            }
        }
    }

    /// <summary>Takes new numbers.</summary>
    public void Set(double buffered, double? left)
    {
        lock (_gate)
        {
            (_buffered, _left) = (Math.Round(buffered, 2), left is { } hours ? Math.Round(hours, 1) : _left);
        }
    }
}

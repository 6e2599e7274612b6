using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Attempts;

/// <summary>A device's limits: <see cref="PerPowerCycle"/> failures until it is switched off and on, <see cref="PerPrintedSecret"/> in the life of a printed secret.</summary>
/// <param name="counter">Keeps the counts.</param>
/// <param name="bootId">The kernel's boot id, so that a restart of the process gives nothing back.</param>
public sealed class DeviceAttempts(IAttemptCounter counter, string bootId)
{
    /// <summary>Failures until the device must be switched off and on.</summary>
    public const int PerPowerCycle = 5;

    /// <summary>Failures until a card with a printed secret must be flashed anew.</summary>
    public const int PerPrintedSecret = 20;

    private readonly AttemptKey _cycle = new(AttemptScope.PowerCycle, bootId);

    /// <summary>Attempts that remain.</summary>
    /// <param name="printed">The printed secret; none for a code.</param>
    public int Left(EnrolmentId? printed)
    {
        var left = PerPowerCycle - counter.Read(_cycle);
        return Math.Max(0, printed is { } id ? Math.Min(left, PerPrintedSecret - counter.Read(Life(id))) : left);
    }

    /// <summary>How long to wait before the next attempt: 2, 4, 8, 16 s after the first, second … failure of this power cycle.</summary>
    public TimeSpan Backoff()
    {
        var failures = Math.Min(counter.Read(_cycle), PerPowerCycle);
        return failures == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1 << failures);
    }

    /// <summary>Counts an attempt that is about to be made; false where none remains.</summary>
    public bool TryBegin(EnrolmentId? printed)
    {
        if (Left(printed) == 0)
        {
            return false;
        }
        counter.Increment(_cycle);
        if (printed is { } id)
        {
            counter.Increment(Life(id));
        }
        return true;
    }

    /// <summary>The attempt that began was right: it does not count.</summary>
    public void Succeed(EnrolmentId? printed)
    {
        counter.Decrement(_cycle);
        if (printed is { } id)
        {
            counter.Decrement(Life(id));
        }
    }

    private static AttemptKey Life(EnrolmentId id) => new(AttemptScope.Secret, id.ToString());
}

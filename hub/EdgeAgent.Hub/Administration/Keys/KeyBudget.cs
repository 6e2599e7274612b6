using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Administration.Keys;

/// <inheritdoc cref="IKeyBudget"/>
internal sealed class KeyBudget(HubDatabase database) : IKeyBudget
{
    private readonly Lock _lock = new();

    public SpendOutcome Hold(ApiKey? key, long atMostMicros)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(atMostMicros);
        if (key is null)
        {
            return new SpendOutcome.Held(new SpendHold(key, atMostMicros));
        }
        lock (_lock)
        {
            var spending = key.Spending;
            if (key.Terms.SpendLimitMicros is { } limit)
            {
                var left = Math.Max(0, limit - spending.SpentMicros - spending.HeldMicros);
                // What costs nothing goes on after the last credit is spent.
                if (atMostMicros > left)
                {
                    return new SpendOutcome.Exhausted(limit, left);
                }
            }
            spending.HeldMicros = checked(spending.HeldMicros + atMostMicros);
            return new SpendOutcome.Held(new SpendHold(key, atMostMicros));
        }
    }

    public async Task ChargeAsync(SpendHold hold, long micros, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(micros);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(micros, hold.Micros);
        lock (_lock)
        {
            if (hold.Ended)
            {
                return;
            }
            hold.Ended = true;
        }
        try
        {
            if (hold.Key is { } payer && micros > 0)
            {
                await database.WriteAsync(
                    connection => KeyRows.Charge(connection, payer.Id, micros), cancellationToken);
            }
        }
        catch
        {
            lock (_lock)
            {
                hold.Ended = false;
            }
            throw;
        }
        if (hold.Key is { } key)
        {
            lock (_lock)
            {
                key.Spending.HeldMicros -= hold.Micros;
                key.Spending.SpentMicros += micros;
            }
        }
    }

    public void Release(SpendHold hold)
    {
        lock (_lock)
        {
            if (hold.Ended || hold.Key is null)
            {
                return;
            }
            hold.Ended = true;
            hold.Key.Spending.HeldMicros -= hold.Micros;
        }
    }
}

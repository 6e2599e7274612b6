namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>
/// What keys may spend. Whoever buys for a key holds the most that it can cost, and charges what it did cost; holds and
/// charges together never pass the key's limit, however many requests run at once.
/// </summary>
internal interface IKeyBudget
{
    /// <summary>Sets an amount aside.</summary>
    /// <param name="key">Who pays; null (a caller without a key) has no limit.</param>
    /// <param name="atMostMicros">0 or more, in millionths of a credit.</param>
    SpendOutcome Hold(ApiKey? key, long atMostMicros);

    /// <summary>Ends a hold with what the work cost. Durable when it returns; a second call does nothing.</summary>
    /// <param name="hold">From <see cref="Hold"/>.</param>
    /// <param name="micros">0 to the amount held.</param>
    /// <param name="cancellationToken">Gives up before it is written; the hold stays.</param>
    /// <exception cref="Storage.StorageException">It could not be written; the hold stays.</exception>
    Task ChargeAsync(SpendHold hold, long micros, CancellationToken cancellationToken);

    /// <summary>Ends a hold without a charge; after a charge it does nothing.</summary>
    void Release(SpendHold hold);
}

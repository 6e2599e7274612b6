namespace EdgeAgent.EndToEnd.Support;

/// <summary>Waits for a condition of another process, which cannot tell us by itself.</summary>
internal static class Eventually
{
    /// <summary>Longest wait for anything in these tests.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<T> GetAsync<T>(
        string what, Func<Task<T?>> probe, CancellationToken cancellationToken, TimeSpan? limit = null)
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit ?? Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        try
        {
            while (true)
            {
                if (await probe() is { } found)
                {
                    return found;
                }
                await timer.WaitForNextTickAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Not within {limit ?? Limit}: {what}", e);
        }
    }

    public static Task TrueAsync(
        string what, Func<Task<bool>> probe, CancellationToken cancellationToken, TimeSpan? limit = null) =>
        GetAsync(what, async () => await probe() ? "yes" : null, cancellationToken, limit);
}

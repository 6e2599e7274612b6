namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>Waits for what must happen, with one limit for all tests: far beyond what a busy machine needs.</summary>
internal static class InTime
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task InTimeAsync(this Task task) =>
        task.WaitAsync(Limit, TimeProvider.System, TestContext.Current.CancellationToken);

    public static Task<T> InTimeAsync<T>(this Task<T> task) =>
        task.WaitAsync(Limit, TimeProvider.System, TestContext.Current.CancellationToken);

    public static Task<T> InTimeAsync<T>(this ValueTask<T> task) => task.AsTask().InTimeAsync();
}

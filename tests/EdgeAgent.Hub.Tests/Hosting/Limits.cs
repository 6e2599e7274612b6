namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>The tests' one timeout: only a test that fails ever waits so long.</summary>
public static class Limits
{
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(2);

    public static Task<T> InTimeAsync<T>(this Task<T> task) =>
        task.WaitAsync(Wait, TimeProvider.System, TestContext.Current.CancellationToken);

    public static Task InTimeAsync(this Task task) =>
        task.WaitAsync(Wait, TimeProvider.System, TestContext.Current.CancellationToken);
}

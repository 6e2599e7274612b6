namespace EdgeAgent.Hub.Devices;

/// <summary>Waits between starts of a program that keeps ending: 1 s, doubled up to 30 s, and from the start again after a run of a minute.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_goodRun = TimeSpan.FromMinutes(1);

    private TimeSpan _next = s_first;

    /// <param name="ran">How long the run before lasted.</param>
    public TimeSpan After(TimeSpan ran)
    {
        var wait = ran >= s_goodRun ? s_first : _next;
        _next = wait * 2 < s_longest ? wait * 2 : s_longest;
        return wait;
    }
}

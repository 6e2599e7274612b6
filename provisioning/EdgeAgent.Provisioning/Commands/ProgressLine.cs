using System.Globalization;

namespace EdgeAgent.Provisioning.Commands;

/// <summary>Shows on a terminal how far a long step has come; in a log, a line for each tenth.</summary>
internal sealed class ProgressLine(string what, long? lengthBytes, TextWriter output, bool isTerminal, TimeProvider time) : IProgress<long>
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly long _started = time.GetTimestamp();
    private long _shownAt;
    private long _shownTenth = -1;

    /// <inheritdoc/>
    public void Report(long value)
    {
        var tenth = lengthBytes is > 0 and var length ? value * 10 / length : value / 1_000_000_000;
        if (isTerminal ? time.GetElapsedTime(_shownAt) < s_pause && value != lengthBytes : tenth == _shownTenth)
        {
            return;
        }
        _shownAt = time.GetTimestamp();
        _shownTenth = tenth;
        output.Write(isTerminal ? $"\r{Text(value)}   " : Text(value) + Environment.NewLine);
    }

    /// <summary>Ends the line.</summary>
    public void Done()
    {
        if (isTerminal)
        {
            output.WriteLine();
        }
    }

    private string Text(long value)
    {
        var seconds = time.GetElapsedTime(_started).TotalSeconds;
        var speed = seconds > 0 ? value / seconds / 1e6 : 0;
        var part = lengthBytes is > 0 and var length
            ? string.Create(CultureInfo.InvariantCulture, $"{value * 100 / length} % of {length / 1e6:F0} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:F0} MB");
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {part}, {speed:F0} MB/s");
    }
}

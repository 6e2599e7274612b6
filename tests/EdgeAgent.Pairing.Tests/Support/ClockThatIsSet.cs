namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>A clock that somebody sets: the date jumps, the time that has passed does not.</summary>
internal sealed class ClockThatIsSet(TimeProvider inner) : TimeProvider
{
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Offset;
}

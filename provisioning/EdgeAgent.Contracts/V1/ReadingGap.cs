namespace EdgeAgent.Contracts.V1;

/// <summary>Records that will never come, said aloud: those of one boot from one sequence number to another.</summary>
/// <param name="Boot">Of the records.</param>
/// <param name="From">First sequence number that is gone.</param>
/// <param name="To">Last one.</param>
/// <param name="Start">Time of the first, Unix milliseconds.</param>
/// <param name="End">Time of the last.</param>
/// <param name="Reason">Why they are gone.</param>
public sealed record ReadingGap(ulong Boot, ulong From, ulong To, long Start, long End, GapReason Reason)
{
    internal void Validate()
    {
        WireCheck.Sequence(Boot, "boot");
        WireCheck.Sequence(From, "from");
        WireCheck.Sequence(To, "to");
        WireCheck.Range((long)To, "to", (long)From, long.MaxValue);
    }
}

namespace EdgeAgent.Hub.Points;

/// <summary>Ids of log events, append-only: 2600 to 2619.</summary>
internal static class PointEventIds
{
    public const int NotAllowed = 2600;
    public const int NoAnswer = 2601;
    public const int AccessChanged = 2602;
}

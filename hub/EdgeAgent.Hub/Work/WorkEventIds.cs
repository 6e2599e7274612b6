namespace EdgeAgent.Hub.Work;

/// <summary>Event ids of work, 2260 to 2279; append only.</summary>
internal static class WorkEventIds
{
    public const int Moved = 2260;
    public const int Failed = 2261;
}

namespace EdgeAgent.Hub.Claims;

/// <summary>Event ids of claims, 2220 to 2239; append only.</summary>
internal static class ClaimEventIds
{
    public const int Refused = 2220;
    public const int Benched = 2221;
    public const int Rejected = 2222;
    public const int NotStored = 2223;
}

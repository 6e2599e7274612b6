using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Administration.Sessions;

/// <summary>An administrator's browser that is signed in.</summary>
/// <param name="Id">SHA-256 of the cookie's token.</param>
/// <param name="CreatedAt">When it signed in.</param>
/// <param name="SeenAt">When it was last used.</param>
internal sealed record Session(Bytes32 Id, DateTimeOffset CreatedAt, DateTimeOffset SeenAt)
{
    /// <summary>When it ends at the latest, if it is not used again.</summary>
    public DateTimeOffset EndsAt =>
        CreatedAt + SessionLimits.Life < SeenAt + SessionLimits.Idle
            ? CreatedAt + SessionLimits.Life
            : SeenAt + SessionLimits.Idle;
}

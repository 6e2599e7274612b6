namespace EdgeAgent.Hub.Administration.Access;

/// <summary>What a caller may do.</summary>
[Flags]
internal enum Scopes
{
    None = 0,

    /// <summary>Look: devices, claims, health, numbers.</summary>
    Read = 1,

    /// <summary>Have models answer.</summary>
    Infer = 2,

    /// <summary>Make devices of the house do something in the world.</summary>
    Actuate = 4,

    /// <summary>Say who belongs to the house. Whoever may do that could give himself the rest, so it covers the rest.</summary>
    Admin = 8,
}

namespace EdgeAgent.Hub.Claims;

/// <summary>What the hub thinks of a claim that it keeps.</summary>
internal enum ClaimVerdict
{
    /// <summary>Everything that can be checked without running the model again is right.</summary>
    Accepted = 1,

    /// <summary>
    /// The hub does not have the model, so it cannot say how much work the tokens were; all else is right.
    /// </summary>
    Unverified = 2,

    /// <summary>Signed and in its place in the chain, but wrong: worth nothing.</summary>
    Rejected = 3,
}

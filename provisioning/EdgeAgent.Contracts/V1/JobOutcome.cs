namespace EdgeAgent.Contracts.V1;

/// <summary>How a job ended.</summary>
public enum JobOutcome
{
    /// <summary>End token or stop string.</summary>
    Stop,

    /// <summary>The asked number of tokens, or the end of the context.</summary>
    Length,

    /// <summary>The hub cancelled it.</summary>
    Cancelled,

    /// <summary>Its time ran out.</summary>
    Expired,

    /// <summary>The request cannot be run on any device, for example a prompt that is too long; the detail has the numbers.</summary>
    Invalid,

    /// <summary>This device failed; another may succeed.</summary>
    Failed,

    /// <summary>The device's owner needs it; what was done is paid, and another may go on.</summary>
    Preempted,
}

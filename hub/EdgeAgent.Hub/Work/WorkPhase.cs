namespace EdgeAgent.Hub.Work;

/// <summary>Where a piece of work stands.</summary>
internal enum WorkPhase
{
    /// <summary>A device is being chosen.</summary>
    Placing,

    /// <summary>The job is on its way to a device; the answer to it has not come.</summary>
    Offered,

    /// <summary>A device has taken the job.</summary>
    Running,

    /// <summary>No device can go on now: waits for the lost one to return, for another, or for a free place.</summary>
    Waiting,

    /// <summary>Over, with a <see cref="WorkEnd"/>.</summary>
    Ended,
}

namespace EdgeAgent.Contracts.V1;

/// <summary>Why a device does not take a job.</summary>
public enum JobRejectReason
{
    /// <summary>Its queue is full.</summary>
    Busy,

    /// <summary>It does not have the model and is not fetching it.</summary>
    Model,

    /// <summary>It is shutting down.</summary>
    Draining,

    /// <summary>The lock is not signed by this home's hub, not for this device, or its commitments do not match.</summary>
    Lock,

    /// <summary>The request cannot be run on any device: too long for the context, parameters out of range.</summary>
    Invalid,
}

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

    /// <summary>The papers are not signed by this home's hub and this device, do not belong together, or do not match the work.</summary>
    Lock,

    /// <summary>The quote has expired or was taken before: ask for another.</summary>
    Quote,

    /// <summary>The request cannot be run on any device: too long for the context, parameters out of range.</summary>
    Invalid,
}

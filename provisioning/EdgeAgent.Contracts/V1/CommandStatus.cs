namespace EdgeAgent.Contracts.V1;

/// <summary>How a command stands.</summary>
public enum CommandStatus
{
    /// <summary>Taken; its end follows.</summary>
    Accepted,

    /// <summary>Under way.</summary>
    Progress,

    /// <summary>Done.</summary>
    Ok,

    /// <summary>It was tried and failed.</summary>
    Error,

    /// <summary>It came after its time; nothing was done.</summary>
    Expired,

    /// <summary>It is not allowed or not possible; nothing was done.</summary>
    Rejected,
}

namespace EdgeAgent.Contracts.V1;

/// <summary>What happened on a device.</summary>
public enum DeviceEventKind
{
    /// <summary>A value has passed its alarm limit; decided on the device.</summary>
    Alarm,

    /// <summary>The value is back inside its limits.</summary>
    Cleared,

    /// <summary>A sensor is gone.</summary>
    Lost,

    /// <summary>A sensor is back.</summary>
    Found,

    /// <summary>An output went to its safe state by itself.</summary>
    SafeState,

    /// <summary>An output was set by a command.</summary>
    Command,

    /// <summary>The outbox could not be read and was set aside; readings in it are lost to the hub.</summary>
    OutboxLost,
}

namespace EdgeAgent.Hub.Devices;

/// <summary>The device that has used its certificate for the first time.</summary>
public sealed class DeviceActivatedEventArgs(RegisteredDevice device) : EventArgs
{
    /// <summary>Its row, active now.</summary>
    public RegisteredDevice Device { get; } = device;
}

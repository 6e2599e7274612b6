namespace EdgeAgent.Hub.Devices;

/// <summary>A local device cannot be enrolled or run; the text is for the operator.</summary>
internal sealed class LocalDeviceException : Exception
{
    public LocalDeviceException(string message) : base(message)
    {
    }

    public LocalDeviceException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

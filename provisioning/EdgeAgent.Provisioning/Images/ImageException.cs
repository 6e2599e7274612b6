namespace EdgeAgent.Provisioning.Images;

/// <summary>An image file that cannot be used. The message says what is wrong with it and what to do.</summary>
internal sealed class ImageException : Exception
{
    public ImageException(string message) : base(message)
    {
    }

    public ImageException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

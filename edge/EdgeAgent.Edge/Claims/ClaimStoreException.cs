namespace EdgeAgent.Edge.Claims;

/// <summary>A claim cannot be signed or kept now; the message tells the owner why and what to do. Without a stored claim no claim leaves the device.</summary>
internal sealed class ClaimStoreException : Exception
{
    public ClaimStoreException(string message) : base(message)
    {
    }

    public ClaimStoreException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

namespace EdgeAgent.Edge.Updating;

/// <summary>An update does not go on. The message says why.</summary>
internal sealed class UpdateException : Exception
{
    public UpdateException(string message) : base(message)
    {
    }

    public UpdateException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Whether another try is pointless: this release is given up.</summary>
    public bool IsFinal { get; init; }
}

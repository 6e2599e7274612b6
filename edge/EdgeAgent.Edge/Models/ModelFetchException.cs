namespace EdgeAgent.Edge.Models;

/// <summary>A model could not be fetched now; the message says why.</summary>
internal sealed class ModelFetchException : Exception
{
    public ModelFetchException(string message) : base(message)
    {
    }

    /// <summary>Another try now would end the same way.</summary>
    public bool IsFinal { get; init; }

    public ModelFetchException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

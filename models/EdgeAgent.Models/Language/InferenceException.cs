namespace EdgeAgent.Models.Language;

/// <summary>A runtime could not load or run a model; the message says why in words for the owner.</summary>
public class InferenceException : Exception
{
    /// <summary>With what happened and what to do.</summary>
    public InferenceException(string message) : base(message)
    {
    }

    /// <summary>With what happened and what to do, and the cause.</summary>
    public InferenceException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

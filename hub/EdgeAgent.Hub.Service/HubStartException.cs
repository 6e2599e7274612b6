namespace EdgeAgent.Hub.Service;

/// <summary>The hub cannot start; the text is for the operator.</summary>
internal sealed class HubStartException : Exception
{
    public HubStartException(string message) : base(message)
    {
    }

    public HubStartException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

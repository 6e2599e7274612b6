namespace EdgeAgent.Hub.Ledger;

/// <summary>The journal is not what this hub has written. Nothing is posted on a broken ledger.</summary>
internal sealed class LedgerException : Exception
{
    /// <summary>With what is wrong and where.</summary>
    public LedgerException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong and where, and the cause.</summary>
    public LedgerException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

namespace EdgeAgent.Hub.Storage;

/// <summary>The hub's database cannot be read or written; the text is for the operator.</summary>
public sealed class StorageException : Exception
{
    /// <summary>With what failed.</summary>
    public StorageException(string message) : base(message)
    {
    }

    /// <summary>With what failed and the cause.</summary>
    public StorageException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

namespace EdgeAgent.Hub.Backup;

/// <summary>A backup cannot be made or taken; the text is for the operator.</summary>
public sealed class BackupException : Exception
{
    /// <summary>With what is wrong and what to do.</summary>
    public BackupException(string message) : base(message)
    {
    }

    /// <summary>With what is wrong, and the cause.</summary>
    public BackupException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

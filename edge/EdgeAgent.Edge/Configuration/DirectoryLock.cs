namespace EdgeAgent.Edge.Configuration;

/// <summary>Keeps a second agent out of a data directory: two would fork the chain of claims. The kernel lets go when the process dies, however it dies.</summary>
public sealed class DirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <returns>Null when another agent holds it.</returns>
    /// <exception cref="UnauthorizedAccessException">The directory belongs to somebody else.</exception>
    public static DirectoryLock? TryTake(DataDirectory data)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None, // an advisory lock of the whole file
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        try
        {
            return new DirectoryLock(new FileStream(data.Lock, options));
        }
        catch (IOException) when (File.Exists(data.Lock))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

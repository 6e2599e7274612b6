using EdgeAgent.Hub.Configuration;
using EdgeAgent.Identity;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Storage;

/// <summary>The hub's directory of keys, database and models: mode 0700, one hub at a time.</summary>
public sealed class DataDirectory
{
    private const string LockFile = "hub.lock";

    /// <summary>Makes the directory where it is missing.</summary>
    /// <exception cref="KeyFileException">It exists and others may read it.</exception>
    public DataDirectory(IOptions<HubOptions> options)
    {
        Root = Locate(options.Value.DataDirectory);
        PrivateFile.EnsureDirectory(Root);
    }

    /// <summary>Absolute path.</summary>
    public string Root { get; }

    /// <summary>Where the directory is.</summary>
    /// <param name="setting">The value of <see cref="HubOptions.DataDirectory"/>; empty for the default.</param>
    public static string Locate(string? setting) => System.IO.Path.GetFullPath(
        string.IsNullOrEmpty(setting)
            ? System.IO.Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "edgehub")
            : setting);

    /// <summary>Absolute path of a file or directory in it.</summary>
    public string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Makes this process the directory's only hub until the result is disposed or the process ends, however it ends.</summary>
    /// <returns>Null when another process holds it.</returns>
    public IDisposable? TryLock()
    {
        try
        {
            // The kernel drops the lock with the process: kill -9 leaves nothing to clean up.
            return new FileStream(Path(LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

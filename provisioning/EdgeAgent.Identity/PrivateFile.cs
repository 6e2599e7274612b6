using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace EdgeAgent.Identity;

/// <summary>Files that only their owner may touch (mode 0600), written whole or not at all, and durable once written.</summary>
public static class PrivateFile
{
    private const UnixFileMode FileMode0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode DirectoryMode0700 = FileMode0600 | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Replaces the file's content: after a crash there is the old or the new content, never a part.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void WriteAtomic(string path, ReadOnlySpan<byte> content)
    {
        var target = Path.GetFullPath(path);
        var temporary = WriteTemporary(target, content);
        try
        {
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        LibcApi.SyncDirectory(Path.GetDirectoryName(target)!);
    }

    /// <summary>Makes the file unless it exists; of several at once exactly one succeeds.</summary>
    /// <returns>Whether this call made it.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    internal static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        var target = Path.GetFullPath(path);
        var temporary = WriteTemporary(target, content);
        int error;
        try
        {
            // Not File.Move: where hard links fail it silently falls back to a copy, which others can see half done.
            error = LibcApi.Link(temporary, target);
        }
        finally
        {
            File.Delete(temporary);
        }
        if (error is not 0 and not LibcApi.EEXIST)
        {
            throw new IOException($"Cannot create {target}: error {error}. Its file system must support hard links.");
        }
        // The loser syncs too: it goes on to use the winner's file, whose entry may not be on the disk yet.
        LibcApi.SyncDirectory(Path.GetDirectoryName(target)!);
        return error == 0;
    }

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="KeyFileException">Others have rights on the file, or it is longer than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="IOException">The file is missing or the disk refuses.</exception>
    public static byte[] Read(string path, int maxBytes)
    {
        using var handle = File.OpenHandle(path);
        // Asked of the open file, so that nobody can swap it between the check and the read.
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(handle) & ~FileMode0600) is not UnixFileMode.None)
        {
            throw new KeyFileException(
                $"{path} can be used by others than its owner. If nobody else has read it, run: chmod 600 '{path}'");
        }
        var length = RandomAccess.GetLength(handle);
        if (length > maxBytes)
        {
            throw new KeyFileException($"{path} has {length} bytes; at most {maxBytes} are expected. "
                + "Restore it from a backup.");
        }
        var content = new byte[length];
        var read = 0;
        while (read < content.Length)
        {
            var count = RandomAccess.Read(handle, content.AsSpan(read), read);
            if (count == 0)
            {
                throw new IOException($"{path} became shorter while it was read.");
            }
            read += count;
        }
        return content;
    }

    /// <summary>Makes a file with mode 0600 where there is none, before a library such as SQLite would make it with a wider one.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Touch(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new FileStream(path, options);
    }

    /// <summary>Makes the directory (mode 0700) with its parents unless it exists.</summary>
    /// <exception cref="KeyFileException">It exists and others may write in it, so that they could replace its files.</exception>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void EnsureDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        CreateDirectory(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if ((File.GetUnixFileMode(path) & OthersWrite) is not UnixFileMode.None)
        {
            throw new KeyFileException($"Others than its owner can write in {path}. Run: chmod 700 '{path}'");
        }
    }

    /// <summary>Level by level, because .NET gives the mode only to the last one, and each entry has to reach the disk.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void CreateDirectory(string path)
    {
        if (Directory.Exists(path) || Path.GetDirectoryName(path) is not { } parent)
        {
            return;
        }
        CreateDirectory(parent);
        Directory.CreateDirectory(path, DirectoryMode0700);
        LibcApi.SyncDirectory(parent);
    }

    private static string WriteTemporary(string target, ReadOnlySpan<byte> content)
    {
        var temporary = $"{target}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode0600;
        }
        using var file = new FileStream(temporary, options);
        try
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        return temporary;
    }
}

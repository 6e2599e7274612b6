using System.Runtime.InteropServices;

namespace EdgeAgent.Identity;

/// <summary>The calls of the C library that .NET does not offer: create without replacing, and durable directory entries.</summary>
internal static unsafe partial class LibcApi
{
    public const int EEXIST = 17;

    private const string Library = "libc";
    private const int O_RDONLY = 0;
    private const int O_CLOEXEC = 0x80000; // the same on x86-64 and arm64
    private const int EINVAL = 22;

    /// <summary>Makes <paramref name="path"/> name an existing file; never replaces.</summary>
    /// <returns>0, or the error number.</returns>
    public static int Link(string existing, string path) =>
        link(existing, path) == 0 ? 0 : Marshal.GetLastSystemError();

    /// <summary>Gives a file or link another name, and replaces what had it.</summary>
    /// <returns>0, or the error number.</returns>
    public static int Rename(string from, string to) => rename(from, to) == 0 ? 0 : Marshal.GetLastSystemError();

    /// <summary>Makes the entries of a directory durable.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void SyncDirectory(string path)
    {
        var descriptor = open(path, O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
        {
            throw new IOException($"Cannot open directory {path}: error {Marshal.GetLastSystemError()}.");
        }
        var error = fsync(descriptor) == 0 ? 0 : Marshal.GetLastSystemError();
        _ = close(descriptor);
        // Some file systems cannot sync a directory and say EINVAL; there is nothing more to ask of them.
        if (error is not 0 and not EINVAL)
        {
            throw new IOException($"Cannot make directory {path} durable: error {error}.");
        }
    }

    // int link(const char *oldpath, const char *newpath);  unistd.h
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string oldpath, string newpath);

    // int rename(const char *oldpath, const char *newpath);  stdio.h
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string oldpath, string newpath);

    // int open(const char *pathname, int flags, ...);  fcntl.h; without O_CREAT the variadic mode is never read
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string pathname, int flags);

    // int fsync(int fd);  unistd.h
    [LibraryImport(Library)]
    private static partial int fsync(int fd);

    // int close(int fd);  unistd.h
    [LibraryImport(Library)]
    private static partial int close(int fd);
}

using System.Runtime.InteropServices;

namespace EdgeAgent.Edge.Sensing.Kernel;

/// <summary>The few calls of the C library that character devices need.</summary>
internal static partial class KernelApi
{
    /// <summary><c>int ioctl(int fd, unsigned long request, void *argument)</c>.</summary>
    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static unsafe partial int ioctl(int fd, nuint request, void* argument);

    /// <summary><c>ssize_t read(int fd, void *buffer, size_t count)</c>.</summary>
    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static unsafe partial nint read(int fd, void* buffer, nuint count);

    /// <summary><c>int poll(struct pollfd *fds, nfds_t count, int timeout)</c>.</summary>
    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static unsafe partial int poll(PollFd* fds, nuint count, int timeoutMs);
}

using System.Runtime.InteropServices;

namespace EdgeAgent.Edge.Sensing.Kernel;

/// <summary><c>struct pollfd { int fd; short events; short revents; }</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    /// <summary>Data can be read.</summary>
    public const short In = 1;

    public int Fd;
    public short Events;
    public short Happened;
}

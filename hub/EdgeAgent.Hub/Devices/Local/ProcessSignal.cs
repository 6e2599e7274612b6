using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeAgent.Hub.Devices;

/// <summary>Asks a process to end; .NET itself can only kill.</summary>
internal static partial class ProcessSignal
{
    private const int SigTerm = 15;

    /// <summary>Sends SIGTERM to a child of this process. Nothing happens when it has ended.</summary>
    public static void Terminate(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                _ = kill(process.Id, SigTerm); // only fails when the process is gone, which is what is wanted
            }
        }
        catch (InvalidOperationException)
        {
            // Never started, or already reaped.
        }
    }

    // int kill(pid_t pid, int sig); https://man7.org/linux/man-pages/man2/kill.2.html
    [LibraryImport("libc")]
    private static partial int kill(int pid, int sig);
}

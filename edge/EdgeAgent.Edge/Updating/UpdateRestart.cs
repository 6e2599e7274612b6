using System.Runtime.InteropServices;

namespace EdgeAgent.Edge.Updating;

/// <summary>Ends this program as systemd would, so that running jobs are drained; systemd then starts the new version.</summary>
internal static partial class UpdateRestart
{
    private const int SIGTERM = 15;

    public static void Request() => _ = kill(Environment.ProcessId, SIGTERM);

    // int kill(pid_t pid, int sig);  signal.h
    [LibraryImport("libc")]
    private static partial int kill(int pid, int sig);
}

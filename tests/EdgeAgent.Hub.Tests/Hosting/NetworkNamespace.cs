using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>
/// A network of its own, with addresses beyond loopback that exist nowhere else: programs run in it, and sockets of this
/// process can be opened in it. Needs root and iproute2.
/// </summary>
public sealed partial class NetworkNamespace : IDisposable
{
    public const string Missing = "needs root and iproute2: apt-get install iproute2";

    private const int CloneNewNet = 0x40000000;

    private readonly string _name = $"eatest-{Environment.ProcessId}-{Guid.NewGuid():N}"[..24];

    public NetworkNamespace(params IPAddress[] addresses)
    {
        Ip("netns", "add", _name);
        Ip("-n", _name, "link", "set", "lo", "up");
        foreach (var address in addresses)
        {
            Ip("-n", _name, "addr", "add", $"{address}/32", "dev", "lo");
        }
    }

    public static bool IsAvailable { get; } = Environment.UserName == "root" && File.Exists("/usr/sbin/ip")
        && CanCreate();

    /// <summary>The command that runs a program in it.</summary>
    public string[] Prefix => ["/usr/sbin/ip", "netns", "exec", _name];

    /// <summary>Connects within it.</summary>
    /// <param name="from">The client's own address.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Socket> ConnectAsync(IPAddress from, IPEndPoint to, CancellationToken cancellationToken)
    {
        var socket = Open();
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(to, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Dispose() => Ip("netns", "del", _name);

    /// <summary>A socket belongs to the namespace of the thread that makes it; so that thread is thrown away.</summary>
    private Socket Open()
    {
        Socket? socket = null;
        Exception? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var file = File.OpenHandle($"/run/netns/{_name}");
                if (SetNamespace(file, CloneNewNet) != 0)
                {
                    throw new IOException($"setns: {Marshal.GetLastPInvokeErrorMessage()}");
                }
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            }
            catch (IOException e)
            {
                fault = e;
            }
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new IOException("No socket in the namespace.", fault);
    }

    private static bool CanCreate()
    {
        try
        {
            using var probe = new NetworkNamespace();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Ip(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/sbin/ip", arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new IOException($"ip {string.Join(' ', arguments)}: {errors}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int SetNamespace(Microsoft.Win32.SafeHandles.SafeFileHandle file, int kind);
}

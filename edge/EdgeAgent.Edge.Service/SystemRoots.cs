using System.Runtime.InteropServices;

namespace EdgeAgent.Edge.Service;

/// <summary>Keeps the certificate authorities of the operating system out of this process.</summary>
/// <remarks>
/// The agent trusts one authority, its hub's. The framework reads and keeps all of the system's roots with the first
/// chain that it builds, whatever that chain may trust (OpenSslX509ChainProcessor.InitiateChain): 2 MB of memory and
/// 80 ms before the first connect (measured on linux-x64).
/// </remarks>
internal static partial class SystemRoots
{
    private const string Nowhere = "/nonexistent";

    /// <summary>Must run before the first use of a certificate, while there is one thread.</summary>
    public static void Hide()
    {
        // In the C library, where the framework's native part looks: .NET keeps a copy of the environment for itself.
        _ = setenv("SSL_CERT_DIR", Nowhere, 1);
        _ = setenv("SSL_CERT_FILE", Nowhere, 1);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);
}

using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>Pages of a mapped file.</summary>
internal static partial class MappedFile
{
    private const int DontNeed = 4; // madvise(2): MADV_DONTNEED

    /// <summary>
    /// Gives back the pages of a file that this process has only read: they come again when they are read again. llama.cpp
    /// keeps a copy of weights that it has arranged anew for this processor, and the file beside it.
    /// </summary>
    public static void Forget(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }
        // proc(5): address range, permissions, offset, device, inode, path.
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            if (!line.EndsWith($" {path}", StringComparison.Ordinal) || line.Contains(" rw", StringComparison.Ordinal))
            {
                continue;
            }
            var dash = line.IndexOf('-', StringComparison.Ordinal);
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var start = nuint.Parse(line.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var end = nuint.Parse(
                line.AsSpan(dash + 1, space - dash - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            // Invariant: the range is a read-only mapping of a file, so that no content is lost. A refusal costs nothing.
            _ = madvise(start, end - start, DontNeed);
        }
    }

    // madvise(2): int madvise(void addr[.length], size_t length, int advice);
    [LibraryImport("libc")]
    private static partial int madvise(nuint addr, nuint length, int advice);
}

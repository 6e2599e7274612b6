using System.Globalization;

namespace EdgeAgent.Edge.Sensing;

/// <summary>Small reads below the root of <c>sys</c>, <c>proc</c> and <c>dev</c>; what cannot be read is null, since hardware goes at any time.</summary>
internal sealed class SysFiles(string root)
{
    private const int FileBytes = 4096;

    /// <summary>The full path.</summary>
    public string Path(string relative) => System.IO.Path.Combine(root, relative);

    /// <summary>Directories by name, in order; empty where there are none.</summary>
    public IReadOnlyList<string> Directories(string relative)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(Path(relative)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Names of the files of a directory, in order.</summary>
    public static IReadOnlyList<string> Files(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A file's first line, trimmed.</summary>
    public static string? Line(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            Span<byte> bytes = stackalloc byte[FileBytes];
            var read = RandomAccess.Read(handle, bytes, 0);
            var text = bytes[..read];
            var end = text.IndexOf((byte)'\n');
            return System.Text.Encoding.UTF8.GetString(end < 0 ? text : text[..end]).Trim('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A file's first line as a number.</summary>
    public static double? Number(string path) =>
        double.TryParse(Line(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;

    /// <summary>Writes a short text.</summary>
    /// <exception cref="IOException">The kernel refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The agent may not.</exception>
    public static void Write(string path, string text)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(handle, System.Text.Encoding.ASCII.GetBytes(text), 0);
    }

    /// <summary>Where a device really is on its bus: the last part of what the link <c>device</c> or the directory itself leads to, for example <c>1-0048</c>.</summary>
    public static string Place(string directory)
    {
        var device = System.IO.Path.Combine(directory, "device");
        if (Real(device) is { } place)
        {
            return place;
        }
        // IIO: the directory is itself a link to .../1-0076/iio:device0.
        return Target(directory) is { } target && System.IO.Path.GetDirectoryName(target) is { } parent
            ? System.IO.Path.GetFileName(parent)
            : "";
    }

    /// <summary>The full path that a link leads to; null where there is no link.</summary>
    public static string? Target(string link)
    {
        try
        {
            return Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Real(string link) => Target(link) is { } target ? System.IO.Path.GetFileName(target) : null;
}

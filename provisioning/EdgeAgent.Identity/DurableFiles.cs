using System.Text;

namespace EdgeAgent.Identity;

/// <summary>Changes of files that are on the disk when they return, and that a crash leaves either undone or done.</summary>
public static class DurableFiles
{
    /// <summary>Replaces a small text file; mode 0600.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Put(string path, string text) => PrivateFile.WriteAtomic(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Points a symbolic link elsewhere.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Point(string link, string target)
    {
        var temporary = link + ".new";
        File.Delete(temporary);
        File.CreateSymbolicLink(temporary, target);
        // Not File.Move, which looks at what the link leads to: a directory.
        if (LibcApi.Rename(temporary, link) is var error and not 0)
        {
            throw new IOException($"Cannot replace {link}: error {error}.");
        }
        LibcApi.SyncDirectory(Path.GetDirectoryName(link)!);
    }

    /// <summary>Deletes a file if it is there.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Delete(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }
        File.Delete(path);
        LibcApi.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Gives a folder its name when everything in it has been flushed.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Publish(string folder, string name)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            LibcApi.SyncDirectory(inner);
        }
        Directory.Move(folder, name);
        LibcApi.SyncDirectory(Path.GetDirectoryName(name)!);
    }
}

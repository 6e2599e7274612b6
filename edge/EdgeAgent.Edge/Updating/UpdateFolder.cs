namespace EdgeAgent.Edge.Updating;

/// <summary>Where versions of the agent live, and the files that its guard reads. The guard's script describes them.</summary>
/// <param name="Root">Absolute path of the <c>app</c> folder.</param>
internal sealed record UpdateFolder(string Root)
{
    /// <summary>Folder of all versions, relative to <see cref="Root"/>.</summary>
    public const string VersionsName = "versions";

    /// <summary>The last file of a version: what has it was unpacked as a whole.</summary>
    public const string CompleteName = "complete";

    public string Versions => Path.Combine(Root, VersionsName);

    /// <summary>Link to the version that runs.</summary>
    public string Current => Path.Combine(Root, "current");

    public string Trial => Path.Combine(Root, "trial");

    public string Starts => Path.Combine(Root, "starts");

    public string Clock => Path.Combine(Root, "clock");

    public string Verdict => Path.Combine(Root, "verdict");

    /// <summary>What this device remembers of releases.</summary>
    public string Record => Path.Combine(Root, "updates.json");

    /// <summary>Where an archive grows.</summary>
    public string Download(string sha256) => Path.Combine(Root, sha256 + ".part");

    public string Version(string version) => Path.Combine(Versions, version);

    /// <summary>What links and trial files say for a version.</summary>
    public static string Relative(string version) => $"{VersionsName}/{version}";

    /// <summary>The folder that this program runs from; null where it was not installed so, and cannot be updated.</summary>
    public static UpdateFolder? Of(string programFolder)
    {
        var version = new DirectoryInfo(Path.TrimEndingDirectorySeparator(programFolder));
        return version.Parent is { Name: VersionsName, Parent: { } root } && File.Exists(Path.Combine(version.FullName, CompleteName))
            ? new UpdateFolder(root.FullName)
            : null;
    }
}

using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Updating;

/// <summary>
/// Goes from one version to the next, in steps of which each is atomic and durable. At every instant <c>current</c> leads to a
/// whole version: the old one or the new one.
/// </summary>
internal sealed class VersionSwitch(UpdateFolder folder)
{
    private const string PreviousKey = "previous=";
    private const string CandidateKey = "candidate=";
    private const int MaxTrialBytes = 4096;

    /// <summary>The version that <c>current</c> leads to.</summary>
    /// <exception cref="IOException">The link is gone.</exception>
    public string Current() => Path.GetFileName(
        new FileInfo(folder.Current).LinkTarget ?? throw new IOException($"{folder.Current} is no link: install the agent again."));

    /// <summary>Puts an unpacked version on trial; the next start runs it.</summary>
    /// <param name="candidate">A complete version.</param>
    /// <exception cref="IOException">The disk refuses; the old version stays.</exception>
    public void Begin(string candidate)
    {
        var previous = Current();
        if (!File.Exists(Path.Combine(folder.Version(candidate), UpdateFolder.CompleteName)))
        {
            throw new IOException($"Version {candidate} is not complete.");
        }
        // What an earlier trial left would be counted against this one.
        DurableFiles.Delete(folder.Starts);
        DurableFiles.Delete(folder.Clock);
        DurableFiles.Delete(folder.Verdict);
        DurableFiles.Put(
            folder.Trial,
            $"{PreviousKey}{UpdateFolder.Relative(previous)}\n{CandidateKey}{UpdateFolder.Relative(candidate)}\n");
        DurableFiles.Point(folder.Current, UpdateFolder.Relative(candidate));
    }

    /// <summary>What is on trial.</summary>
    public TrialState Read()
    {
        if (!File.Exists(folder.Trial) || new FileInfo(folder.Trial).Length > MaxTrialBytes)
        {
            return new TrialState.None();
        }
        var candidate = Path.GetFileName(File.ReadLines(folder.Trial)
            .FirstOrDefault(static line => line.StartsWith(CandidateKey, StringComparison.Ordinal), CandidateKey)[CandidateKey.Length..]);
        if (candidate == Current())
        {
            return new TrialState.Running(candidate);
        }
        return new TrialState.GivenUp(candidate, File.Exists(folder.Verdict) ? File.ReadAllText(folder.Verdict).Trim() : null);
    }

    /// <summary>The new version has proved itself.</summary>
    public void Commit() => DurableFiles.Delete(folder.Trial);

    /// <summary>The former version has taken note of the verdict. The trial goes last: until then it can be read again.</summary>
    public void Close()
    {
        DurableFiles.Delete(folder.Trial);
        DurableFiles.Delete(folder.Verdict);
    }
}

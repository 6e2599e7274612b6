using EdgeAgent.Edge.Updating;

namespace EdgeAgent.Edge.Tests.Updating;

/// <summary>From one version to the next and back, on a real file system.</summary>
public sealed class VersionSwitchTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("edgeagent-switch-");
    private readonly UpdateFolder _folder;
    private readonly VersionSwitch _switch;

    public VersionSwitchTests()
    {
        _folder = new UpdateFolder(_root.FullName);
        _switch = new VersionSwitch(_folder);
        AddVersion("0.1.0");
        AddVersion("0.2.0");
        File.CreateSymbolicLink(_folder.Current, "versions/0.1.0");
    }

    [Fact]
    public void A_new_version_is_on_trial_until_it_is_committed()
    {
        Assert.IsType<TrialState.None>(_switch.Read());

        _switch.Begin("0.2.0");

        Assert.Equal("0.2.0", _switch.Current());
        Assert.Equal("previous=versions/0.1.0\ncandidate=versions/0.2.0\n", File.ReadAllText(_folder.Trial));
        Assert.Equal(new TrialState.Running("0.2.0"), _switch.Read());
        _switch.Commit();
        Assert.IsType<TrialState.None>(_switch.Read());
        Assert.Equal("0.2.0", _switch.Current());
    }

    [Fact]
    public void What_the_guard_gave_up_is_read_with_its_reason_until_it_is_closed()
    {
        _switch.Begin("0.2.0");
        File.WriteAllText(_folder.Verdict, "It was started 3 times and did not prove itself.\n");
        File.Delete(_folder.Current);
        File.CreateSymbolicLink(_folder.Current, "versions/0.1.0");

        Assert.Equal(new TrialState.GivenUp("0.2.0", "It was started 3 times and did not prove itself."), _switch.Read());
        _switch.Close();
        Assert.IsType<TrialState.None>(_switch.Read());
        Assert.False(File.Exists(_folder.Verdict));
    }

    [Fact]
    public void What_an_earlier_trial_left_is_not_counted_against_the_next()
    {
        File.WriteAllText(_folder.Starts, "3\n");
        File.WriteAllText(_folder.Verdict, "old\n");

        _switch.Begin("0.2.0");

        Assert.False(File.Exists(_folder.Starts));
        Assert.False(File.Exists(_folder.Verdict));
    }

    [Fact]
    public void A_version_that_is_not_complete_is_never_switched_to()
    {
        File.Delete(Path.Combine(_folder.Version("0.2.0"), UpdateFolder.CompleteName));

        Assert.Throws<IOException>(() => _switch.Begin("0.2.0"));
        Assert.Equal("0.1.0", _switch.Current());
        Assert.False(File.Exists(_folder.Trial));
    }

    [Fact]
    public void Only_a_program_that_was_installed_in_versions_is_updated()
    {
        Assert.Equal(_root.FullName, UpdateFolder.Of(_folder.Version("0.1.0") + "/")?.Root);
        Assert.Null(UpdateFolder.Of(_root.FullName));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void AddVersion(string version)
    {
        Directory.CreateDirectory(_folder.Version(version));
        File.WriteAllText(Path.Combine(_folder.Version(version), UpdateFolder.CompleteName), "");
    }
}

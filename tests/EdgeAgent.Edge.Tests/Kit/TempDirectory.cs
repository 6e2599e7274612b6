namespace EdgeAgent.Edge.Tests.Kit;

/// <summary>A directory with mode 0700 that is gone after the test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("edgeagent-test-").FullName;

    public string Combine(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

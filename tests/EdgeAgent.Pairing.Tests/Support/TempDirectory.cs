namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>A directory of one test, private to its owner, gone afterwards.</summary>
internal sealed class TempDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ea-pairing-");

    public string File(string name) => Path.Combine(_directory.FullName, name);

    public string Sub(string name) => _directory.CreateSubdirectory(name).FullName;

    public void Dispose() => _directory.Delete(recursive: true);
}

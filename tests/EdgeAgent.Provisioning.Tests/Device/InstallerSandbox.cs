using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Tests.Support;

namespace EdgeAgent.Provisioning.Tests.Device;

/// <summary>A card's folder and a root of its own, in which a real shell runs the installer. What would change this machine's users
/// or services is replaced by programs that only note that they were called.</summary>
internal sealed class InstallerSandbox : IDisposable
{
    private static readonly string[] s_noted = ["useradd", "usermod", "chown", "systemctl", "sync"];

    private readonly TemporaryDirectory _directory = new();

    public InstallerSandbox(string version = "0.1.0")
    {
        Write("card/VERSION", version + "\n");
        Write("card/payload/edgeagent", "#!/bin/sh\necho agent\n");
        Write("card/payload/llama/libllama.so", "library");
        foreach (var name in DeviceFiles.Names)
        {
            Write(name == "install.sh" ? $"card/{name}" : $"card/system/{name}", DeviceFiles.Read(name));
        }
        Write("card/enrol.json", "the verifier");
        Directory.CreateDirectory(Root);
        foreach (var name in s_noted)
        {
            WriteProgram(name, $"echo \"{name} $*\" >> '{_directory.Combine("calls")}'");
        }
        WriteProgram("id", "exit 1");
        WriteProgram("getent", "[ \"$1 $2\" = 'group gpio' ]");
    }

    public string Root => _directory.Combine("root");

    public string Status => File.ReadAllText(_directory.Combine("card", "STATUS.txt"));

    public string Calls => File.Exists(_directory.Combine("calls")) ? File.ReadAllText(_directory.Combine("calls")) : "";

    public bool HasCardSecret => File.Exists(_directory.Combine("card", "enrol.json"));

    public async Task SumAsync() => await Tool.RunAsync(
        "sh", "-c", $"cd '{_directory.Combine("card")}' && find . -type f ! -name enrol.json ! -name STATUS.txt ! -name SHA256SUMS"
            + " | sed 's|^./||' | sort | xargs sha256sum > SHA256SUMS");

    public Task<(int ExitCode, string Text)> RunAsync(string shell) => Tool.TryRunAsync(
        shell.Split(' ')[0],
        [.. shell.Split(' ')[1..], _directory.Combine("card", "install.sh")],
        input: null,
        new Dictionary<string, string>
        {
            ["EDGEAGENT_ROOT"] = Root,
            ["EDGEAGENT_SYSTEMCTL"] = "systemctl",
            ["PATH"] = $"{_directory.Combine("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
        });

    public string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public bool Has(string file) => File.Exists(Path.Combine(Root, file));

    public void Write(string file, string text)
    {
        var path = _directory.Combine(file.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void WriteProgram(string name, string body)
    {
        Write($"bin/{name}", $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(_directory.Combine("bin", name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void RemoveProgram(string name) => File.Delete(_directory.Combine("bin", name));

    public void Dispose() => _directory.Dispose();
}

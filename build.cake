// Builds, checks, publishes and runs EdgeAgent. `dotnet cake --description` lists the targets.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;

const string Solution = "EdgeAgent.sln";
const string AgentProject = "EdgeAgent.Edge.Service";
const string HubProject = "EdgeAgent.Hub.Service";
const string ArchitectureTests = "EdgeAgent.Architecture.Tests";
const string EndToEndTests = "EdgeAgent.EndToEnd.Tests";
const string NodeFolder = "tests/EdgeAgent.EndToEnd.Tests/node";

// A test project that runs longer hangs: it is ended and counted as failed.
var unitTestLimit = TimeSpan.FromMinutes(10);
var endToEndLimit = TimeSpan.FromMinutes(25);
var soakLimit = TimeSpan.FromHours(12);

// Debian's names. What the tests and the native build need beyond .NET and Node.js.
var nativePackages = new[] { "clang" };
var crossPackages = new[] { "clang", "lld", "gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross" };
var testPackages = new[]
{
    "libgomp1", "libsecp256k1-1", "curl", "qemu-user-static", "dosfstools", "mtools", "fdisk",
    "iproute2", "tshark", "python3-yaml", "busybox", "xz-utils", "strace",
};

var target = Argument("target", "Test");
var configuration = Argument("configuration", target is "Publish" or "Bench" or "Demo" ? "Release" : "Debug");
var hostIsX64 = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64;
var hostRid = hostIsX64 ? "linux-x64" : "linux-arm64";
var isRoot = string.Equals(Environment.UserName, "root", StringComparison.Ordinal);
var tally = new Tally();
var signals = new List<PosixSignalRegistration>();

// Build servers outlive their build: none is started, so that nothing is left when a target ends.
SetVariable("UseSharedCompilation", "false");
SetVariable("MSBUILDDISABLENODEREUSE", "1");
SetVariable("DOTNET_CLI_USE_MSBUILD_SERVER", "0");
SetVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
SetVariable("DOTNET_NOLOGO", "1");

// A .NET that was unpacked into a home folder is on the path only; the programs that tests start look for it here.
SetVariable("DOTNET_ROOT", System.IO.Path.GetDirectoryName(Environment.ProcessPath));

Task("Clean")
    .Description("Deletes all build output (artifacts/).")
    .Does(() =>
    {
        if (DirectoryExists("artifacts"))
        {
            DeleteDirectory("artifacts", new DeleteDirectorySettings { Recursive = true, Force = true });
        }
    });

Task("Restore")
    .Description("Restores the packages of all projects.")
    .Does(() => Dotnet($"restore {Solution} --verbosity quiet"));

Task("Format")
    .Description("Fails where a file is not formatted; with --fix, formats it.")
    .IsDependentOn("Restore")
    .Does(() => Dotnet($"format {Solution} --no-restore{(HasArgument("fix") ? "" : " --verify-no-changes")}"));

Task("Build")
    .Description("Builds all projects; every warning is an error.")
    .IsDependentOn("Restore")
    .Does(() => Dotnet($"build {Solution} --no-restore --configuration {configuration} --verbosity minimal"));

Task("TestSetup")
    .Description("Installs what the tests need from Debian (as root) and npm.")
    .Does(() =>
    {
        InstallDebianPackages(testPackages.Concat(hostIsX64 ? crossPackages : nativePackages).Distinct());
        InstallNodePackages();
    });

Task("UnitTests")
    .Description("Runs the architecture tests, then the tests of each project.")
    .IsDependentOn("Build")
    .Does(() =>
    {
        RunTests(ArchitectureTests, unitTestLimit);
        foreach (var project in GetFiles("tests/*.Tests/*.csproj")
            .Select(file => file.GetFilenameWithoutExtension().ToString())
            .Where(name => name is not (ArchitectureTests or EndToEndTests))
            .Order(StringComparer.Ordinal))
        {
            RunTests(project, unitTestLimit);
        }
    });

Task("AgentForTests")
    .Description("Publishes the native edgeagent for the end-to-end tests, where a C toolchain is installed.")
    .Does(() =>
    {
        foreach (var rid in new[] { "linux-x64", "linux-arm64" })
        {
            var missing = MissingToolsFor(rid);
            if (missing.Count > 0)
            {
                Warning($"No native edgeagent for {rid}: {InstallLine(missing)}");
                continue;
            }

            PublishAgent(rid, "Release");
            SetVariable(rid == "linux-x64" ? "EDGEAGENT_AGENT_X64" : "EDGEAGENT_AGENT_ARM64", AgentProgram(rid));
        }
    });

Task("EndToEndTests")
    .Description("Runs the programs as processes, with third-party clients, on the native edgeagent.")
    .IsDependentOn("Build")
    .IsDependentOn("TestSetup")
    .IsDependentOn("AgentForTests")
    .Does(() => RunTests(EndToEndTests, endToEndLimit));

Task("Test")
    .Description("Runs all checks: format, build, tests, native publish, end to end; the last line counts the tests.")
    .IsDependentOn("TestSetup")
    .IsDependentOn("Format")
    .IsDependentOn("Build")
    .IsDependentOn("UnitTests")
    .IsDependentOn("AgentForTests")
    .IsDependentOn("EndToEndTests");

Task("Soak")
    .Description("Runs the tests of trait Category=Soak: --rounds=N each (500), the engine --requests=N (10000).")
    .IsDependentOn("Build")
    .IsDependentOn("TestSetup")
    .IsDependentOn("AgentForTests")
    .Does(() =>
    {
        SetVariable("EDGEAGENT_SOAK_ROUNDS", Argument("rounds", "500"));
        RunTests(EndToEndTests, soakLimit, "-trait", "Category=Soak");
        SetVariable("EDGEAGENT_SOAK_REQUESTS", Argument("requests", "10000"));
        RunTests("EdgeAgent.Models.Gguf.Tests", soakLimit, "-trait", "Category=Soak");
    });

Task("Fuzz")
    .Description("Throws mutated input at every parser that strangers reach, --seconds=N for each (default 90).")
    .IsDependentOn("Build")
    .Does(() =>
    {
        SetVariable("EDGEAGENT_FUZZ_SECONDS", Argument("seconds", "90"));
        RunTests("EdgeAgent.Hub.Tests", soakLimit, "-showLiveOutput", "-namespace", "EdgeAgent.Hub.Tests.Fuzz");
    });

Task("Publish")
    .Description("Publishes edgeagent (native) and edgehub (self-contained) for linux-x64 and linux-arm64.")
    .Does(() =>
    {
        var missing = MissingToolsFor("linux-x64").Union(MissingToolsFor("linux-arm64")).ToList();
        if (missing.Count > 0)
        {
            throw new CakeException($"Publish needs a C toolchain for both architectures: {InstallLine(missing)}");
        }

        foreach (var rid in new[] { "linux-x64", "linux-arm64" })
        {
            PublishAgent(rid, configuration);
            Dotnet($"publish hub/{HubProject} --configuration {configuration} --runtime {rid} --self-contained"
                + " -p:PublishDocumentationFiles=false --verbosity quiet");
            Information($"edgehub for {rid}: {PublishFolder(HubProject, configuration, rid)}");
        }
    });

Task("Bench")
    .Description("Runs the benchmarks; --name=NAME picks one.")
    .Does(() =>
    {
        if (MissingToolsFor(hostRid).Count == 0)
        {
            PublishAgent(hostRid, configuration);
            SetVariable(hostIsX64 ? "EDGEAGENT_AGENT_X64" : "EDGEAGENT_AGENT_ARM64", AgentProgram(hostRid));
        }

        Dotnet($"build hub/{HubProject} --configuration {configuration} --verbosity quiet");
        Dotnet($"run --project tests/EdgeAgent.Benchmarks --configuration {configuration} -- {Argument("name", "all")}");
    });

Task("Demo")
    .Description("Starts the hub with two local devices; Ctrl-C ends all.")
    .Does(() =>
    {
        Dotnet($"build hub/{HubProject} --configuration {configuration} --verbosity quiet");
        SetVariable("Hub__AgentPath", BuildAgentForDemo());
        SetVariable("Hub__SimulatedHome", EnvironmentVariable("Hub__SimulatedHome") ?? "1");
        RunInForeground(BuildOutput(HubProject, "edgehub.dll"));
    });

Task("Train")
    .Description("Trains the bundled model, measures it and writes it with its card into models/catalog/bundled; hours, can be stopped and goes on.")
    .Does(() => Dotnet("run --project models/EdgeAgent.Models.Training --configuration Release -- all"));

var stoppedBy = RunTargetAndSayWhy(target);
Environment.Exit(tally.Close(stoppedBy, isTestRun: target is "Test" or "UnitTests" or "EndToEndTests" or "Soak" or "Fuzz"));

// ---------------------------------------------------------------------------------------------------------------
// Steps

string RunTargetAndSayWhy(string name)
{
    try
    {
        RunTarget(name);
        return null;
    }
    catch (Exception cause) // whatever stopped the run becomes its last words and its exit code
    {
        var reason = cause.GetBaseException().Message;
        Error(reason);
        return reason;
    }
}

void Dotnet(string arguments)
{
    var exitCode = StartProcess("dotnet", arguments);
    if (exitCode != 0)
    {
        throw new CakeException($"dotnet {arguments.Split(' ')[0]} ended with {exitCode}");
    }
}

void PublishAgent(string rid, string agentConfiguration)
{
    Dotnet($"publish edge/{AgentProject} --configuration {agentConfiguration} --runtime {rid} --verbosity quiet");
    var program = AgentProgram(rid, agentConfiguration);
    Information($"edgeagent for {rid}: {program}, {new FileInfo(program).Length / 1e6:F1} MB");
    if (rid == hostRid && StartProcess(program, new ProcessSettings
        {
            Arguments = "--help",
            RedirectStandardOutput = true,
        }) != 0)
    {
        throw new CakeException($"{program} --help failed: the native program does not start");
    }
}

string BuildAgentForDemo()
{
    var missing = MissingToolsFor(hostRid);
    if (missing.Count == 0)
    {
        PublishAgent(hostRid, configuration);
        return AgentProgram(hostRid, configuration);
    }

    Warning($"edgeagent runs as an ordinary build, not a native one: {InstallLine(missing)}");
    Dotnet($"build edge/{AgentProject} --configuration {configuration} --verbosity quiet");
    return BuildOutput(AgentProject, "edgeagent");
}

// The hub shares the terminal, so Ctrl-C reaches it and its devices from the kernel. Cake has only to outlive it
// (its default is to die at once, exit code 130) and to pass on a SIGTERM that was meant for the whole.
void RunInForeground(string assembly)
{
    Process program = null;
    var stopping = false;
    void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        stopping = true;
        if (context.Signal == PosixSignal.SIGTERM && program is { HasExited: false })
        {
            Posix.Kill(program.Id, Posix.SigTerm);
        }
    }

    // Kept until Cake ends: a second, impatient Ctrl-C must not turn the exit code into 130.
    signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal));
    signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal));
    if (stopping)
    {
        return;
    }

    program = Process.Start(new ProcessStartInfo("dotnet", [assembly]) { UseShellExecute = false });
    program.WaitForExit();
    if (program.ExitCode != 0)
    {
        throw new CakeException($"{System.IO.Path.GetFileName(assembly)} ended with {program.ExitCode}");
    }
}

void RunTests(string project, TimeSpan limit, params string[] more)
{
    var results = System.IO.Path.GetFullPath($"artifacts/test-results/{project}.xml");
    EnsureDirectoryExists("artifacts/test-results");
    System.IO.File.Delete(results);
    string[] arguments =
    [
        BuildOutput(project, project + ".dll"),
        "-noLogo", "-noColor", "-longRunning", "60", "-result-xml", results, .. more,
    ];
    using var tests = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false });
    if (!tests.WaitForExit(limit))
    {
        tests.Kill(entireProcessTree: true);
        tally.AddFailure(project, $"was ended: it ran longer than {limit}");
        return;
    }

    tally.Add(project, results, tests.ExitCode);
}

void InstallDebianPackages(IEnumerable<string> packages)
{
    if (!HasProgram("dpkg-query") || !HasProgram("apt-get"))
    {
        Warning($"Not a Debian system; tests that miss one of these are skipped: {string.Join(' ', packages)}");
        return;
    }

    var missing = packages.Where(name => !IsInstalled(name)).ToList();
    if (missing.Count == 0)
    {
        return;
    }

    if (!isRoot)
    {
        Warning($"Tests that need these are skipped: {InstallLine(missing)}");
        return;
    }

    SetVariable("DEBIAN_FRONTEND", "noninteractive");
    var names = string.Join(' ', missing);
    var exitCode = StartProcess("apt-get", "update -qq");
    if (exitCode == 0)
    {
        exitCode = StartProcess("apt-get", $"install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 {names}");
    }

    if (exitCode != 0)
    {
        Warning($"apt-get ended with {exitCode}; tests that need these are skipped: {names}");
    }
}

void InstallNodePackages()
{
    if (!HasProgram("npm"))
    {
        throw new CakeException("npm is missing: install Node.js 20 or newer, with npm (Debian: nodejs npm).");
    }

    // npm writes the hidden lock file last, so one older than ours means another state or half an install.
    var installed = new FileInfo($"{NodeFolder}/node_modules/.package-lock.json");
    var wanted = new FileInfo($"{NodeFolder}/package-lock.json");
    if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
    {
        return;
    }

    var exitCode = StartProcess("npm", new ProcessSettings
    {
        Arguments = "ci --ignore-scripts --no-audit --no-fund --loglevel=error",
        WorkingDirectory = NodeFolder,
    });
    if (exitCode != 0)
    {
        throw new CakeException($"npm ci in {NodeFolder} ended with {exitCode}");
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Facts

List<string> MissingToolsFor(string rid)
{
    if (rid == hostRid)
    {
        return HasProgram("clang") || HasProgram("gcc") ? [] : [.. nativePackages];
    }

    if (!hostIsX64)
    {
        return ["(a machine with an x64 processor)"];
    }

    var present = new Dictionary<string, bool>
    {
        ["clang"] = HasProgram("clang"),
        ["lld"] = HasProgram("ld.lld"),
        ["gcc-aarch64-linux-gnu"] = HasProgram("aarch64-linux-gnu-gcc"),
        ["libc6-dev-arm64-cross"] = FileExists("/usr/aarch64-linux-gnu/lib/crt1.o"),
    };
    return [.. crossPackages.Where(name => !present[name])];
}

string InstallLine(IEnumerable<string> packages) =>
    $"{(isRoot ? "" : "sudo ")}apt-get install -y {string.Join(' ', packages)}";

bool IsInstalled(string package) =>
    StartProcess("dpkg-query", new ProcessSettings
    {
        Arguments = $"-W -f ${{db:Status-Status}} {package}",
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    }, out var output) == 0 && output.Contains("installed");

bool HasProgram(string name) =>
    (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder =>
        folder != "" && System.IO.File.Exists(System.IO.Path.Combine(folder, name)));

string BuildOutput(string project, string file) =>
    System.IO.Path.GetFullPath($"artifacts/bin/{project}/{configuration.ToLowerInvariant()}/{file}");

string PublishFolder(string project, string publishConfiguration, string rid) =>
    System.IO.Path.GetFullPath($"artifacts/publish/{project}/{publishConfiguration.ToLowerInvariant()}_{rid}");

string AgentProgram(string rid, string agentConfiguration = "Release") =>
    System.IO.Path.Combine(PublishFolder(AgentProject, agentConfiguration, rid), "edgeagent");

void SetVariable(string name, string value) => Environment.SetEnvironmentVariable(name, value);

static class Posix
{
    public const int SigTerm = 15;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Kill(int processId, int signal);
}

/// <summary>Adds up the result files of the test projects.</summary>
sealed class Tally
{
    private readonly List<string> _failures = [];
    private readonly List<string> _skips = [];
    private int _passed;

    public void AddFailure(string name, string reason) => _failures.Add($"{name}: {reason}");

    public void Add(string project, string resultFile, int exitCode)
    {
        if (!System.IO.File.Exists(resultFile))
        {
            AddFailure(project, $"died with exit code {exitCode} before it wrote its results");
            return;
        }

        var failuresBefore = _failures.Count;
        var document = XDocument.Load(resultFile);
        var tests = document.Descendants("test").ToList();
        _passed += tests.Count(test => (string)test.Attribute("result") == "Pass");
        foreach (var test in tests.Where(test => (string)test.Attribute("result") == "Fail"))
        {
            AddFailure((string)test.Attribute("name"), FirstLine(test.Descendants("message").FirstOrDefault()?.Value));
        }

        foreach (var error in document.Descendants("error"))
        {
            AddFailure(project, FirstLine(error.Descendants("message").FirstOrDefault()?.Value));
        }

        _skips.AddRange(tests.Where(test => (string)test.Attribute("result") == "Skip")
            .Select(test => $"{(string)test.Attribute("name")}: {FirstLine(test.Element("reason")?.Value)}"));
        if (tests.Count == 0)
        {
            AddFailure(project, "ran no test");
        }
        else if (exitCode != 0 && _failures.Count == failuresBefore)
        {
            AddFailure(project, $"all tests passed, and yet the exit code is {exitCode}");
        }
    }

    /// <summary>Says what was skipped and what failed, and the count as the last line.</summary>
    /// <returns>The exit code of the whole run.</returns>
    public int Close(string stoppedBy, bool isTestRun)
    {
        if (!isTestRun || (_passed + _failures.Count + _skips.Count == 0 && stoppedBy is null))
        {
            return stoppedBy is null ? 0 : 1;
        }

        if (stoppedBy is not null)
        {
            AddFailure("The run", stoppedBy);
        }

        _skips.ForEach(skip => Console.WriteLine($"skipped: {skip}"));
        _failures.ForEach(failure => Console.WriteLine($"FAILED: {failure}"));
        var skipped = _skips.Count == 0 ? "" : $", {_skips.Count} skipped";
        Console.WriteLine($"{_passed} passed, {_failures.Count} failed{skipped}");
        return _failures.Count == 0 ? 0 : 1;
    }

    private static string FirstLine(string text) => (text ?? "no message").Trim().Split('\n')[0];
}

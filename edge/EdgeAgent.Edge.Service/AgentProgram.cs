using System.CommandLine;
using System.Reflection;
using EdgeAgent.Contracts;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Edge.Pairing;
using EdgeAgent.Edge.Status;
using EdgeAgent.Identity;
using EdgeAgent.Pairing.Attempts;
using EdgeAgent.Pairing.Device;

namespace EdgeAgent.Edge.Service;

/// <summary>The command line of <c>edgeagent</c>.</summary>
internal static class AgentProgram
{
    private static readonly Option<string> s_data = new("--data")
    {
        Description = "The device's directory: keys, enrolment, claims, models. Default: $STATE_DIRECTORY, else ~/.local/share/edgeagent",
        HelpName = "DIR",
        DefaultValueFactory = static _ => DataDirectory.Default(),
        Recursive = true,
    };

    private static readonly Option<string[]> s_set = new("--set")
    {
        Description = "A setting, for example Inference:QueueLimit=4; may be given several times",
        HelpName = "SECTION:KEY=VALUE",
        DefaultValueFactory = static _ => [],
    };

    private static readonly Option<bool> s_exitWithStdin = new("--exit-with-stdin")
    {
        Description = "Stop as on SIGTERM when stdin ends: for a parent process that holds the other end of the pipe",
    };

    /// <summary>This program's version.</summary>
    public static AgentVersion Version { get; } = new(
        typeof(AgentProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "0.0.0");

    /// <summary>Reads the command line and runs the command.</summary>
    public static async Task<int> MainAsync(string[] args)
    {
        var result = Commands().Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }
            await Console.Error.WriteLineAsync("Try: edgeagent --help");
            return ExitCodes.BadSettings;
        }
        return await result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // AgentHost takes the signals
        });
    }

    private static RootCommand Commands()
    {
        var root = new RootCommand($"EdgeAgent on a device: answers jobs of its hub and signs what it has done.\n\n{ExitCodes.Help}");
        root.Options.Add(s_data);

        var run = new Command("run", "Connects to the hub and works until told to stop") { s_set, s_exitWithStdin };
        run.SetAction((result, _) => GuardAsync(() =>
            RunCommand.RunAsync(Data(result), result.GetValue(s_set)!, result.GetValue(s_exitWithStdin))));
        root.Subcommands.Add(run);
        root.Subcommands.Add(PairCommand.Create(Data, GuardAsync));

        var enroll = new Command("enroll", "Joins a hub on the same box: reads its offer and its grant as JSON lines on stdin, answers on stdout");
        enroll.SetAction((result, cancellationToken) => GuardAsync(async () =>
        {
            var device = await EnrolmentOverLines.RunAsync(
                Data(result), Console.OpenStandardInput(), Console.OpenStandardOutput(), TimeProvider.System, cancellationToken);
            await Console.Error.WriteLineAsync($"Device {device} is enrolled.");
            return ExitCodes.Done;
        }));
        root.Subcommands.Add(enroll);

        var status = new Command("status", "Shows who this device is, its hub, its line, and what is pending");
        status.SetAction((result, _) => GuardAsync(() =>
            Task.FromResult(StatusText.Write(Data(result), Console.Out) ? ExitCodes.Done : ExitCodes.NotRunning)));
        root.Subcommands.Add(status);

        var selfTest = new Command("self-test", "Tries whether this program can work on this machine");
        selfTest.SetAction((_, _) => GuardAsync(SelfTestCommand.RunAsync));
        root.Subcommands.Add(selfTest);
        root.Subcommands.Add(ProbeModelCommand.Create(GuardAsync));
        return root;
    }

    private static DataDirectory Data(ParseResult result) => new(Path.GetFullPath(result.GetValue(s_data)!));

    /// <summary>What the owner can mend is one line on stderr; anything else is our fault and shows its stack.</summary>
    private static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception e) when (e
            is EnrolmentRefusedException or EnrolmentCardException or HubNotFoundException or AttemptFileException
            or WireFormatException or KeyFileException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Edge.Actuating;
using EdgeAgent.Edge.Capability;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Edge.Inference;
using EdgeAgent.Edge.Models;
using EdgeAgent.Edge.Pairing;
using EdgeAgent.Edge.Reporting;
using EdgeAgent.Edge.Sensing;
using EdgeAgent.Edge.Status;
using EdgeAgent.Edge.Streaming;
using EdgeAgent.Edge.Updating;
using EdgeAgent.Identity;
using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Service;

/// <summary><c>edgeagent run</c>.</summary>
internal static class RunCommand
{
    /// <summary>Runs the agent until it is told to stop.</summary>
    /// <param name="data">The device.</param>
    /// <param name="assignments">Settings from the command line.</param>
    /// <param name="exitWithStdin">Stop when stdin ends.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(DataDirectory data, IReadOnlyList<string> assignments, bool exitWithStdin)
    {
        PrivateFile.EnsureDirectory(data.Root);
        using var directory = DirectoryLock.TryTake(data);
        if (directory is null)
        {
            await Console.Error.WriteLineAsync($"Another edgeagent runs on {data.Root}.");
            return ExitCodes.DirectoryInUse;
        }
        var faults = new List<string>();
        var configuration = EdgeConfiguration.Load(data, assignments, faults);
        CardPairing.EraseUsedCard(data);
        if (CardPairing.IsNeeded(data)
            && !await FirstStart.PairAsync(data, LogOptions.Read(configuration, []).Level, exitWithStdin))
        {
            return ExitCodes.Done;
        }
        var services = new ServiceCollection();
        var device = Compose(services, data, configuration, faults);
        if (faults.Count > 0)
        {
            foreach (var fault in faults)
            {
                await Console.Error.WriteLineAsync(fault);
            }
            return ExitCodes.BadSettings;
        }
        if (device is not { } address)
        {
            await Console.Error.WriteLineAsync(
                $"This device is not enrolled: there is no {data.Home}. Pair it: edgeagent pair --hub HOST");
            return ExitCodes.NotEnrolled;
        }
        await using var provider = services.BuildServiceProvider();
        await using var parent = exitWithStdin ? Console.OpenStandardInput() : null;
        return await provider.GetRequiredService<AgentHost>().RunAsync(address, Secp256k1.Implementation, parent);
    }

    /// <summary>The services in the order of their start; they stop in reverse: first the jobs end, then claims go out, then the line closes.</summary>
    private static Address? Compose(
        ServiceCollection services, DataDirectory data, IConfiguration configuration, List<string> faults)
    {
        var log = LogOptions.Read(configuration, faults);
        services.AddLogging(builder => builder
            .SetMinimumLevel(log.Level)
            .AddProvider(new AgentLoggerProvider(log.Level, TimeProvider.System)));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(AgentProgram.Version);
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<AgentHost>();
        services.AddSingleton<ILanguageRuntime, GgufLanguageRuntime>();
        if (Environment.ProcessPath is { } program && Path.GetFileName(program) == "edgeagent")
        {
            services.AddSingleton<IModelProber>(new ChildModelProber(program, AgentProgram.Version, data));
        }

        var device = services.AddEdgeIdentity(data);
        services.AddEdgeStatus();
        services.AddEdgeConnection(configuration, faults);
        services.AddEdgeStreaming();
        services.AddEdgeClaims();
        services.AddEdgeCapability();
        services.AddEdgeModels(configuration, faults);
        services.AddEdgeInference(configuration, faults);
        services.AddEdgeReporting(configuration, faults);
        services.AddEdgeSensing(data, configuration, faults);
        services.AddEdgeActuating(configuration, faults);
        services.AddEdgeUpdating(configuration, faults);
        return device;
    }
}

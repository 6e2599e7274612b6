using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Pairing.Json;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub pair</c>: who wants to come in, and the word to let them.</summary>
internal static class PairCommands
{
    private const string Path = "api/hub/pairing";

    private static readonly JsonTypeInfo<CodeBody> s_noBody = PairingJson.Default.CodeBody;

    public static Command Create()
    {
        var name = new Argument<string?>("ENROLMENT")
        {
            Description = "The short name that device and hub show, ABC-DEF",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var code = new Argument<string?>("CODE")
        {
            Description = "The code that the device shows, 1234-5678; asked for where it is missing",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pair = new Command("pair", "Shows the devices that want to come in; with a name and its code, lets one in")
        {
            name, code,
        };
        pair.SetAction((parsed, cancellationToken) => OnHubAsync(parsed, hub => parsed.GetValue(name) is { } chosen
            ? EnterCodeAsync(hub, chosen, parsed.GetValue(code), cancellationToken)
            : ListAsync(hub, cancellationToken)));
        pair.Subcommands.Add(ForOne("approve", "Lets a device of the home pair again; compare its fingerprint first"));
        pair.Subcommands.Add(ForOne("refuse", "Sends a device away"));
        pair.Subcommands.Add(PrintedSecretCommands.Create());
        return pair;
    }

    /// <summary>Runs against the hub that is running.</summary>
    public static Task<int> OnHubAsync(ParseResult parsed, Func<RunningHub, Task<int>> act) =>
        OperatorErrors.ReportAsync(async () =>
        {
            using var hub = RunningHub.Find(HubSettings.Read(parsed));
            return await act(hub);
        });

    private static Command ForOne(string verb, string description)
    {
        var name = new Argument<string>("ENROLMENT") { Description = "The short name, ABC-DEF" };
        var command = new Command(verb, description) { name };
        command.SetAction((parsed, cancellationToken) => OnHubAsync(parsed, async hub =>
        {
            var chosen = await ChooseAsync(hub, parsed.GetRequiredValue(name), cancellationToken);
            await hub.DoAsync(HttpMethod.Post, $"{Path}/{chosen.Key}/{verb}", null, s_noBody, cancellationToken);
            return verb == "approve" ? await PairingFollower.FollowAsync(hub, chosen, cancellationToken) : ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<int> ListAsync(RunningHub hub, CancellationToken cancellationToken)
    {
        var state = await hub.GetAsync(Path, PairingJson.Default.PairingBody, cancellationToken);
        foreach (var pending in state.Pending)
        {
            var proof = pending.Fingerprint is null ? "" : $"  {pending.Device}  fingerprint {pending.Fingerprint}";
            var contested = pending.Contested ? "  CONTESTED: another device bears this name or secret" : "";
            await Console.Out.WriteLineAsync(
                $"{pending.Name}  {pending.Hardware}  from {pending.Address}, {pending.AgeSeconds} s ago  {pending.State}{proof}{contested}");
        }
        if (state.Pending.Count == 0)
        {
            await Console.Out.WriteLineAsync("No device waits. On the device, run: edgeagent pair --hub THIS-HUB");
        }
        foreach (var paired in state.Paired)
        {
            var since = paired.ActiveAt is { } time ? $"paired {time:u}" : "has its certificate and has not come yet";
            await Console.Out.WriteLineAsync($"{paired.Name}  {paired.Device}  fingerprint {paired.Fingerprint}  {since}");
        }
        return ExitCodes.Success;
    }

    private static async Task<int> EnterCodeAsync(
        RunningHub hub, string name, string? code, CancellationToken cancellationToken)
    {
        var chosen = await ChooseAsync(hub, name, cancellationToken);
        if (code is null)
        {
            await Console.Error.WriteAsync($"Code that {chosen.Name} shows: ");
            code = await Console.In.ReadLineAsync(cancellationToken) ?? "";
        }
        await hub.DoAsync(
            HttpMethod.Post, $"{Path}/{chosen.Key}/code", new CodeBody(code), PairingJson.Default.CodeBody, cancellationToken);
        return await PairingFollower.FollowAsync(hub, chosen, cancellationToken);
    }

    /// <summary>The one device of this name.</summary>
    private static async Task<PendingBody> ChooseAsync(RunningHub hub, string name, CancellationToken cancellationToken)
    {
        var state = await hub.GetAsync(Path, PairingJson.Default.PairingBody, cancellationToken);
        var found = state.Pending.Where(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new HubStartException($"No device called {name} waits. Try: edgehub pair"),
            _ => throw new HubStartException(
                $"{found.Count} devices are called {name}: one of them is not what it says. Start again on the device for a new name."),
        };
    }
}

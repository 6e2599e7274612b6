using System.CommandLine;
using EdgeAgent.Hub.Pairing.Json;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub pair secrets</c>: labels of flashed cards.</summary>
internal static class PrintedSecretCommands
{
    private const string Path = "api/hub/pairing/secrets";

    public static Command Create()
    {
        var list = new Command("list", "Shows the printed secrets that the hub waits for");
        list.SetAction((parsed, cancellationToken) => PairCommands.OnHubAsync(parsed, hub => ListAsync(hub, cancellationToken)));
        var add = new Command("add", "Reads texts of labels (EA1:...), one a line, from the standard input; their devices may come at any time");
        add.SetAction((parsed, cancellationToken) => PairCommands.OnHubAsync(parsed, hub => AddAsync(hub, cancellationToken)));
        return new Command("secrets", "Printed secrets of flashed cards")
        {
            list,
            add,
            ForOne("remove", "Forgets a printed secret", HttpMethod.Delete, ""),
            ForOne("release", "Gives a secret that is held its attempts again", HttpMethod.Post, "/release"),
        };
    }

    private static Command ForOne(string verb, string description, HttpMethod method, string suffix)
    {
        var enrolment = new Argument<string>("ENROLMENT") { Description = "32 hexadecimal digits, as the list shows" };
        var command = new Command(verb, description) { enrolment };
        command.SetAction((parsed, cancellationToken) => PairCommands.OnHubAsync(parsed, async hub =>
        {
            var name = Uri.EscapeDataString(parsed.GetRequiredValue(enrolment));
            await hub.DoAsync(method, $"{Path}/{name}{suffix}", null, PairingJson.Default.NewSecretBody, cancellationToken);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<int> ListAsync(RunningHub hub, CancellationToken cancellationToken)
    {
        var state = await hub.GetAsync("api/hub/pairing", PairingJson.Default.PairingBody, cancellationToken);
        foreach (var secret in state.Secrets)
        {
            var held = secret.AttemptsLeft > 0 ? "" : "  HELD: somebody poses as its card; release it with: edgehub pair secrets release";
            await Console.Out.WriteLineAsync($"{secret.Enrolment}  registered {secret.AddedAt:u}{held}");
        }
        if (state.Secrets.Count == 0)
        {
            await Console.Out.WriteLineAsync("No printed secrets.");
        }
        return ExitCodes.Success;
    }

    // From the standard input and not as an argument: arguments stand in the list of processes and in the shell's history.
    private static async Task<int> AddAsync(RunningHub hub, CancellationToken cancellationToken)
    {
        var count = 0;
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Trim() is { Length: > 0 } text)
            {
                await hub.DoAsync(
                    HttpMethod.Post, Path, new NewSecretBody(text), PairingJson.Default.NewSecretBody, cancellationToken);
                count++;
            }
        }
        await Console.Out.WriteLineAsync($"{count} printed secrets registered.");
        return ExitCodes.Success;
    }
}

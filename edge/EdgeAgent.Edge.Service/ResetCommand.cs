using System.CommandLine;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity;

namespace EdgeAgent.Edge.Service;

/// <summary><c>edgeagent reset</c>.</summary>
internal static class ResetCommand
{
    private static readonly Option<bool> s_yes = new("--yes")
    {
        Description = "Do not ask; for scripts",
    };

    private static readonly Option<bool> s_loseClaims = new("--lose-claims")
    {
        Description = "With --yes: also when the hub does not hold all claims of this device yet",
    };

    private static readonly Option<bool> s_keepModels = new("--keep-models")
    {
        Description = "Leave the models where they are",
    };

    public static Command Create(Func<ParseResult, DataDirectory> data, Func<Func<Task<int>>, Task<int>> guard)
    {
        var reset = new Command("reset", "Makes this device as it was before it knew a hub: keys, home, claims and settings are erased")
        {
            s_yes, s_loseClaims, s_keepModels,
        };
        reset.SetAction((result, _) => guard(() => RunAsync(data(result), result)));
        return reset;
    }

    private static async Task<int> RunAsync(DataDirectory data, ParseResult result)
    {
        if (!Directory.Exists(data.Root))
        {
            await Console.Out.WriteLineAsync($"There is no {data.Root}: nothing to reset.");
            return ExitCodes.Done;
        }
        PrivateFile.EnsureDirectory(data.Root);
        using var directory = DirectoryLock.TryTake(data);
        if (directory is null)
        {
            await Console.Error.WriteLineAsync($"An edgeagent runs on {data.Root}. Stop it first.");
            return ExitCodes.DirectoryInUse;
        }
        var reset = new FactoryReset(data);
        var open = reset.IsUnfinished ? 0 : reset.UnacknowledgedClaims();
        await Console.Out.WriteLineAsync(Describe(data, reset, open));
        if (!await IsWantedAsync(result, open != 0))
        {
            await Console.Error.WriteLineAsync("Nothing was erased.");
            return ExitCodes.Failed;
        }
        reset.Run(result.GetValue(s_keepModels));
        await Console.Out.WriteLineAsync(
            "Erased. On the hub the device is still listed: put it out with edgehub revoke, or pair this one as a new device.");
        return ExitCodes.Done;
    }

    private static string Describe(DataDirectory data, FactoryReset reset, ulong? open)
    {
        var claims = open switch
        {
            0 => "The hub holds all of its claims.",
            null => "WARNING: its claims cannot be read. What the hub does not hold of them is lost.",
            _ => $"WARNING: {open} of its claims have not reached the hub. Work that was done is lost with them. "
                + "Start the agent while the hub can be reached, and reset it later.",
        };
        return $"""
            {data.Root}: device {reset.Device?.ToString() ?? "without a key"}
            Its key is erased and exists nowhere else: this account can never sign again, and the next pairing makes
            another one. What the hub has stored of it stays.
            {claims}
            """;
    }

    private static async Task<bool> IsWantedAsync(ParseResult result, bool losesClaims)
    {
        if (result.GetValue(s_yes))
        {
            if (losesClaims && !result.GetValue(s_loseClaims))
            {
                await Console.Error.WriteLineAsync("Claims would be lost; if that is meant, add --lose-claims.");
                return false;
            }
            return true;
        }
        const string word = "erase";
        await Console.Out.WriteAsync($"Type {word} to go on: ");
        return string.Equals((await Console.In.ReadLineAsync())?.Trim(), word, StringComparison.Ordinal);
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Updates;
using EdgeAgent.Hub.Updates.Json;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub updates</c>: releases for devices.</summary>
internal static class UpdateCommands
{
    private const string Path = "api/hub/updates";

    public static Command Create()
    {
        var list = new Command("list", "Shows the releases and what each device says of them");
        list.SetAction((parsed, cancellationToken) => PairCommands.OnHubAsync(parsed, hub => ListAsync(hub, cancellationToken)));
        var envelope = new Argument<string>("RELEASE") { Description = "The signed release, a .json file of edgeprov release" };
        var archive = new Argument<string>("ARCHIVE") { Description = "Its archive, a .tar.gz file" };
        var add = new Command("add", "Takes a release; devices get it in stages") { envelope, archive };
        add.SetAction((parsed, cancellationToken) => PairCommands.OnHubAsync(parsed, async hub =>
        {
            var directory = new DataDirectory(HubSettings.Check(HubSettings.Read(parsed)));
            await AddAsync(hub, directory, parsed.GetRequiredValue(envelope), parsed.GetRequiredValue(archive), cancellationToken);
            return ExitCodes.Success;
        }));
        return new Command("updates", "Releases for devices")
        {
            list,
            add,
            ForOne("pause", "Gives a release to no more devices"),
            ForOne("resume", "Goes on with it"),
            ForOne("cancel", "Forgets a release; devices that have it keep it"),
        };
    }

    private static Command ForOne(string verb, string description)
    {
        var sequence = new Argument<ulong>("NUMBER") { Description = "The release's number, as the list shows" };
        var command = new Command(verb, description) { sequence };
        command.SetAction((parsed, cancellationToken) => PairCommands.OnHubAsync(parsed, async hub =>
        {
            await hub.DoAsync(
                HttpMethod.Post, $"{Path}/{parsed.GetRequiredValue(sequence)}/{verb}", null, UpdatesJson.Default.ReleaseEnvelope, cancellationToken);
            return ExitCodes.Success;
        }));
        return command;
    }

    private static async Task<int> ListAsync(RunningHub hub, CancellationToken cancellationToken)
    {
        var state = await hub.GetAsync(Path, UpdatesJson.Default.UpdatesBody, cancellationToken);
        foreach (var release in state.Releases)
        {
            await Console.Out.WriteLineAsync(
                $"{release.Sequence}  {release.Version}  {release.Runtime}  {(release.Paused ? "paused" : release.Stage.ToString())}");
        }
        foreach (var device in state.Devices)
        {
            await Console.Out.WriteLineAsync(
                $"{device.Device}  runs {device.Version}  {device.State} {device.Sequence}  {device.At:u}  {device.Reason}");
        }
        return ExitCodes.Success;
    }

    private static async Task AddAsync(
        RunningHub hub, DataDirectory directory, string envelopePath, string archivePath, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(envelopePath, cancellationToken);
        ReleaseEnvelope envelope;
        try
        {
            envelope = JsonSerializer.Deserialize(bytes, ReleaseJson.Default.ReleaseEnvelope)
                ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new HubStartException($"{envelopePath} is no release of edgeprov.", e);
        }
        await using var archive = File.OpenRead(archivePath);
        var sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(archive, cancellationToken));
        Directory.CreateDirectory(directory.Path(UpdateStore.Folder));
        var target = directory.Path(UpdateStore.Folder, sum);
        archive.Position = 0;
        await using (var copy = File.Create(target + ".part"))
        {
            await archive.CopyToAsync(copy, cancellationToken);
            copy.Flush(flushToDisk: true);
        }
        File.Move(target + ".part", target, overwrite: true);
        await hub.DoAsync(HttpMethod.Post, Path, envelope, UpdatesJson.Default.ReleaseEnvelope, cancellationToken);
        await Console.Out.WriteLineAsync("The hub has the release: the first device gets it with its next question.");
    }
}

using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Identity.Releases;
using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Releases;

namespace EdgeAgent.Provisioning.Commands;

/// <summary><c>edgeprov release</c>: what a publisher does, away from every hub.</summary>
internal static class ReleaseCommand
{
    private static readonly Argument<string> s_name = new("NAME") { Description = "NAME.key is secret, NAME.pub is not" };
    private static readonly Argument<string[]> s_publicKeys = new("PUB") { Description = "Public keys that may sign releases", Arity = ArgumentArity.OneOrMore };
    private static readonly Argument<string> s_payload = new("PAYLOAD") { Description = "The folder with the agent, as the target Package makes it" };
    private static readonly Option<string> s_root = new("--root") { Description = "The root's secret key", HelpName = "FILE", Required = true };
    private static readonly Option<string> s_key = new("--key") { Description = "A release key's secret", HelpName = "FILE", Required = true };
    private static readonly Option<string> s_keys = new("--keys") { Description = "The list of release keys that 'release keys' made", HelpName = "FILE", Required = true };
    private static readonly Option<ulong> s_sequence = new("--number") { Description = "Larger than that of every one before", HelpName = "N", Required = true };
    private static readonly Option<int> s_days = new("--days") { Description = "For how long it may be installed", HelpName = "DAYS", DefaultValueFactory = static _ => 365 };
    private static readonly Option<string> s_runtime = new("--runtime") { Description = "linux-arm64 or linux-x64", HelpName = "RID", DefaultValueFactory = static _ => "linux-arm64" };
    private static readonly Option<string> s_out = new("--out") { Description = "The new file; for 'sign', with .json and .tar.gz behind", HelpName = "FILE", Required = true };

    public static Command Build()
    {
        var pair = new Command("pair", "Makes a pair of keys: for the root, or for releases") { s_name };
        pair.SetAction(result =>
        {
            var name = result.GetRequiredValue(s_name);
            Console.Out.WriteLine($"{name}.pub has the id {ReleaseFiles.NewPair(name)}. Keep {name}.key where no hub can reach it.");
            return ExitCodes.Done;
        });
        var keys = new Command("keys", "Signs the list of release keys with the root") { s_publicKeys, s_root, s_sequence, s_days, s_out };
        keys.SetAction(SignKeysAsync);
        var sign = new Command("sign", "Packs and signs a release") { s_payload, s_key, s_keys, s_sequence, s_days, s_runtime, s_out };
        sign.SetAction(SignAsync);
        return new Command("release", "Makes what devices install by themselves") { pair, keys, sign };
    }

    private static async Task<int> SignKeysAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var root = ReleaseFiles.ReadSecret(result.GetRequiredValue(s_root));
        var list = new ReleaseKeyList(
            result.GetRequiredValue(s_sequence),
            [.. result.GetRequiredValue(s_publicKeys).Select(ReleaseFiles.ReadPublic)],
            Expires(result));
        if (list.Keys.Count > ReleaseLimits.Keys)
        {
            throw new ReleaseException($"{list.Keys.Count} keys are too many; at most {ReleaseLimits.Keys} are allowed.");
        }
        var (bytes, signature) = ReleaseSigner.SignKeys(root, list);
        var json = JsonSerializer.SerializeToUtf8Bytes(new SignedKeys(bytes, signature), SignedKeysJson.Default.SignedKeys);
        await File.WriteAllBytesAsync(result.GetRequiredValue(s_out), json, cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task<int> SignAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var payload = DevicePayload.Open(result.GetRequiredValue(s_payload), result.GetRequiredValue(s_runtime));
        var signed = JsonSerializer.Deserialize(
            await File.ReadAllBytesAsync(result.GetRequiredValue(s_keys), cancellationToken), SignedKeysJson.Default.SignedKeys)!;
        using var key = ReleaseFiles.ReadSecret(result.GetRequiredValue(s_key));
        var archive = result.GetRequiredValue(s_out) + ".tar.gz";
        var installed = await ReleaseArchive.PackAsync(payload, archive, cancellationToken);
        await using var packed = File.OpenRead(archive);
        var manifest = new ReleaseManifest(
            "edgeagent",
            payload.Version,
            result.GetRequiredValue(s_sequence),
            result.GetRequiredValue(s_runtime),
            Convert.ToHexStringLower(await SHA256.HashDataAsync(packed, cancellationToken)),
            packed.Length,
            installed,
            Expires(result),
            ReleaseKey.IdOf(key.ExportSubjectPublicKeyInfo()));
        var envelope = ReleaseSigner.Sign(key, manifest, (signed.Keys, signed.Signature));
        var json = JsonSerializer.SerializeToUtf8Bytes(envelope, ReleaseJson.Default.ReleaseEnvelope);
        await File.WriteAllBytesAsync(result.GetRequiredValue(s_out) + ".json", json, cancellationToken);
        await Console.Out.WriteLineAsync($"On the hub: edgehub updates add {result.GetRequiredValue(s_out)}.json {archive}");
        return ExitCodes.Done;
    }

    private static DateTimeOffset Expires(ParseResult result) =>
        TimeProvider.System.GetUtcNow().AddDays(result.GetRequiredValue(s_days));
}

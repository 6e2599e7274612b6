using System.CommandLine;
using System.Runtime.InteropServices;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Pairing;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;
using EdgeAgent.Pairing.Secrets;

namespace EdgeAgent.Edge.Service;

/// <summary><c>edgeagent pair</c>.</summary>
internal static class PairCommand
{
    private static readonly Option<string?> s_hub = new("--hub")
    {
        Description = "The hub; without it, hubs of the local network are asked (needs avahi-browse). Port: 8444",
        HelpName = "HOST[:PORT]",
    };

    private static readonly Option<string?> s_secret = new("--secret")
    {
        Description = "The text of a label that the hub knows, instead of a code",
        HelpName = "EA1:...",
    };

    private static readonly Option<string?> s_secretFile = new("--secret-file")
    {
        Description = "A file with the text of a label; '-' is the standard input",
        HelpName = "FILE",
    };

    /// <param name="data">Reads the data directory from the command line.</param>
    /// <param name="guard">Turns what the owner can mend into one line.</param>
    public static Command Create(Func<ParseResult, DataDirectory> data, Func<Func<Task<int>>, Task<int>> guard)
    {
        var pair = new Command("pair", "Joins a hub: shows a code to enter there, and waits") { s_hub, s_secret, s_secretFile };
        pair.SetAction((result, _) => guard(() => RunAsync(data(result), result)));
        return pair;
    }

    private static async Task<int> RunAsync(DataDirectory data, ParseResult result)
    {
        HubTarget? hub = null;
        if (result.GetValue(s_hub) is { } text && (hub = HubTarget.TryParse(text)) is null)
        {
            await Console.Error.WriteLineAsync($"'{text}' is no hub; expected HOST or HOST:PORT.");
            return ExitCodes.BadSettings;
        }
        PrivateFile.EnsureDirectory(data.Root);
        using var directory = DirectoryLock.TryTake(data);
        if (directory is null)
        {
            await Console.Error.WriteLineAsync($"An edgeagent runs on {data.Root}: stop it first.");
            return ExitCodes.DirectoryInUse;
        }
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
        try
        {
            return await PairAsync(data, hub, result, stop.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Given up.");
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> PairAsync(
        DataDirectory data, HubTarget? hub, ParseResult result, CancellationToken cancellationToken)
    {
        var screen = new PairingScreen(Console.Out);
        var runner = new PairingRunner(data, TimeProvider.System, screen.Show);
        var verifier = await ReadSecretAsync(data, result, cancellationToken);
        if (verifier is null)
        {
            using var code = PairingCode.New();
#pragma warning disable CA2000 // the runner takes it over
            verifier = PairingVerifier.Create(code);
#pragma warning restore CA2000
            screen.Code = code.ToDisplay();
        }
        switch (await runner.RunAsync(verifier, hub, authority: null, cancellationToken))
        {
            case PairingResult.Paired paired:
                await Console.Out.WriteLineAsync(
                    $"Paired with hub {paired.Hub}.\nFingerprint: {paired.Fingerprint}\n"
                    + "The hub must show the same. Start the agent: edgeagent run");
                return ExitCodes.Done;
            case PairingResult.Ended ended:
                await Console.Error.WriteLineAsync($"Not paired: {PairingEnds.Describe(ended.Reason)}.");
                return ExitCodes.NotEnrolled;
            default:
                return ExitCodes.Failed;
        }
    }

    /// <summary>The label's secret as a verifier; null where the owner wants a code.</summary>
    private static async Task<PairingVerifier?> ReadSecretAsync(
        DataDirectory data, ParseResult result, CancellationToken cancellationToken)
    {
        var text = result.GetValue(s_secret);
        if (result.GetValue(s_secretFile) is { } path)
        {
            text = path == "-"
                ? await Console.In.ReadLineAsync(cancellationToken)
                : await File.ReadAllTextAsync(path, cancellationToken);
        }
        if (text is null)
        {
            return null;
        }
        using var secret = PrintedSecret.TryParse(text.AsSpan().Trim())
            ?? throw new IOException("That is no label's text; expected EA1:... as printed, 60 to 90 characters.");
        using var tls = TlsKey.LoadOrCreate(data.TlsKey);
        return secret.Admits(tls.SpkiHash)
            ? PairingVerifier.Create(secret)
            : throw new IOException("That label belongs to another device: it names another key.");
    }
}

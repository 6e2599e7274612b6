using System.CommandLine;
using EdgeAgent.Hub.Backup;
using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub backup FILE</c> and <c>edgehub restore FILE</c>.</summary>
internal static class BackupCommands
{
    private static readonly Option<string?> s_passphraseFile = new("--passphrase-file")
    {
        Description = "The first line of this file is the passphrase",
        HelpName = "FILE",
    };

    private static readonly Option<bool> s_encrypt = new("--encrypt")
    {
        Description = "Ask for a passphrase, or read it from the standard input where that is no terminal",
    };

    public static IEnumerable<Command> Create()
    {
        var file = new Argument<string>("FILE") { Description = "Of the backup" };
        var backup = new Command("backup", "Copies the home into one file, while the hub runs: database, keys, authorities, settings")
        {
            file, s_passphraseFile, s_encrypt,
        };
        backup.SetAction((parsed, _) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed),
            services => BackupAsync(
                services,
                parsed.GetRequiredValue(file),
                Passphrase(parsed, wanted: parsed.GetValue(s_encrypt), makesNew: true)))));
        var restore = new Command("restore", "Makes the data directory from a backup; it must be missing or empty")
        {
            file, s_passphraseFile,
        };
        restore.SetAction((parsed, _) => OperatorErrors.ReportAsync(() => RestoreAsync(
            parsed, parsed.GetRequiredValue(file))));
        return [backup, restore];
    }

    private static async Task<int> BackupAsync(IServiceProvider services, string file, string? passphrase)
    {
        services.GetRequiredService<BackupWriter>().Write(file, passphrase);
        await Console.Out.WriteLineAsync(passphrase is null
            ? $"{Path.GetFullPath(file)} holds the keys of this home, not encrypted: whoever has it is this hub. Keep it where only you can read it."
            : $"{Path.GetFullPath(file)} holds this home; edgehub restore, or the program age, opens it with the passphrase.");
        await Console.Out.WriteLineAsync("Models and the devices on this box are not in it.");
        return ExitCodes.Success;
    }

    private static async Task<int> RestoreAsync(ParseResult parsed, string file)
    {
        var settings = HubSettings.Check(HubSettings.Read(parsed));
        var root = DataDirectory.Locate(settings.Value.DataDirectory);
        var passphrase = Passphrase(parsed, BackupReader.IsEncrypted(file), makesNew: false);
        var home = HubRestore.Run(file, passphrase, root, TimeProvider.System);
        await Console.Out.WriteLineAsync(
            $"""
            {root} is hub {home.Hub} as of {home.MadeAt:u}, with {home.Devices} devices.
            Before it starts: the old hub must not run any more, and this machine needs its address or name, which is
            where the devices look for it. They come back by themselves and bring the claims that the backup lacks.
            Devices that were put out after the backup are in again: put them out again. Devices that were paired after
            it must be paired again. The devices on the old hub's box are out; this hub makes its own.
            """);
        return ExitCodes.Success;
    }

    private static string? Passphrase(ParseResult parsed, bool wanted, bool makesNew)
    {
        if (parsed.GetValue(s_passphraseFile) is { } file)
        {
            return Check(File.ReadLines(file).FirstOrDefault() ?? "", makesNew);
        }
        if (!wanted)
        {
            return null;
        }
        if (Console.IsInputRedirected)
        {
            return Check(Console.In.ReadLine() ?? "", makesNew);
        }
        var passphrase = Check(Ask("Passphrase: "), makesNew);
        return !makesNew || Ask("Once more: ") == passphrase
            ? passphrase
            : throw new BackupException("The two passphrases differ.");
    }

    private static string Check(string passphrase, bool makesNew) =>
        passphrase.Length > BackupLimits.LongestPassphraseChars
            ? throw new BackupException($"A passphrase has at most {BackupLimits.LongestPassphraseChars} characters.")
        : makesNew && passphrase.Length < BackupLimits.PassphraseChars
            ? throw new BackupException($"A passphrase has at least {BackupLimits.PassphraseChars} characters; whoever gets the file may try for ever.")
        : passphrase;

    /// <summary>Reads a line without showing it.</summary>
    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var line = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                line.Length = Math.Max(0, line.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                line.Append(key.KeyChar);
            }
        }
        Console.Error.WriteLine();
        return line.ToString();
    }
}

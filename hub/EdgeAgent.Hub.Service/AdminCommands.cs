using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Accounts;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Service;

/// <summary><c>edgehub admin reset|set-password</c>.</summary>
internal static class AdminCommands
{
    public static Command Create()
    {
        var reset = new Command(
            "reset", "Prints a link that sets a new administrator's password, once; for a password that was forgotten");
        reset.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed), services => ResetAsync(services, cancellationToken))));
        var password = new Command(
            "set-password", "Sets the administrator's password: asks for it, or takes a line from the standard input");
        password.SetAction((parsed, cancellationToken) => OperatorErrors.ReportAsync(() => OfflineHub.UseAsync(
            HubSettings.Read(parsed), services => SetPasswordAsync(services, cancellationToken))));
        return new Command("admin", "The administrator's account") { reset, password };
    }

    private static async Task<int> ResetAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var link = await services.GetRequiredService<AdministratorAccount>()
            .CreateLinkAsync(Actor.Console, cancellationToken);
        var options = services.GetRequiredService<IOptions<HubOptions>>().Value;
        var httpPort = OpenPort(services.GetRequiredService<DataDirectory>(), "http") ?? options.HttpPort;
        await Console.Out.WriteLineAsync(
            $"On this computer: http://127.0.0.1:{httpPort}{SetupLink.Page}{link}");
        if (!IPAddress.IsLoopback(IPAddress.Parse(options.Listen)))
        {
            var httpsPort = OpenPort(services.GetRequiredService<DataDirectory>(), "https") ?? options.HttpsPort;
            await Console.Out.WriteLineAsync(
                $"On another one:   https://{Environment.MachineName.ToLowerInvariant()}:{httpsPort}{SetupLink.Page}{link}");
        }
        await Console.Out.WriteLineAsync(
            $"The link opens once, within {AccountLimits.LinkLife.TotalMinutes:0} minutes, while the hub runs. "
            + "The password stays as it is until then.");
        return ExitCodes.Success;
    }

    private static async Task<int> SetPasswordAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var password = Console.IsInputRedirected
            ? await ReadLineAsync(cancellationToken)
            : await AskAsync(cancellationToken);
        if (password is null)
        {
            await Console.Error.WriteLineAsync("edgehub: no password was given, or the two were not the same.");
            return ExitCodes.Failure;
        }
        if (await services.GetRequiredService<AdministratorAccount>()
            .SetPasswordAsync(password, Actor.Console, cancellationToken) is { } fault)
        {
            await Console.Error.WriteLineAsync($"edgehub: {fault}");
            return ExitCodes.Failure;
        }
        await Console.Out.WriteLineAsync("The administrator's password is set; all sessions have ended.");
        return ExitCodes.Success;
    }

    private static async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        // The console's own reader has no bound.
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        var buffer = new char[AccountLimits.PasswordMaxChars + 2];
        var read = await input.ReadBlockAsync(buffer, cancellationToken);
        var text = new string(buffer, 0, read);
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    private static async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        var first = await ReadHiddenAsync("New password: ", cancellationToken);
        var second = await ReadHiddenAsync("Once more:    ", cancellationToken);
        return first == second ? first : null;
    }

    private static async Task<string> ReadHiddenAsync(string prompt, CancellationToken cancellationToken)
    {
        await Console.Error.WriteAsync(prompt.AsMemory(), cancellationToken);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && text.Length <= AccountLimits.PasswordMaxChars)
            {
                text.Append(key.KeyChar);
            }
        }
        await Console.Error.WriteLineAsync();
        return text.ToString();
    }

    /// <summary>The port of a door of the hub that runs on this data; null while none does.</summary>
    private static int? OpenPort(DataDirectory directory, string door)
    {
        try
        {
            using var ports = JsonDocument.Parse(File.ReadAllBytes(directory.Path("ports.json")));
            return ports.RootElement.GetProperty(door).GetInt32();
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

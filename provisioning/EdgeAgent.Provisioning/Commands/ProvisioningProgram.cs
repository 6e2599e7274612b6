using System.CommandLine;
using EdgeAgent.Identity;
using EdgeAgent.Provisioning.Cards;
using EdgeAgent.Provisioning.Customisation;
using EdgeAgent.Provisioning.Disks;
using EdgeAgent.Provisioning.Images;
using EdgeAgent.Provisioning.Releases;

namespace EdgeAgent.Provisioning.Commands;

/// <summary>The command line of <c>edgeprov</c>.</summary>
internal static class ProvisioningProgram
{
    /// <summary>Reads the command line and runs the command.</summary>
    public static async Task<int> MainAsync(string[] args)
    {
        var root = new RootCommand($"Brings EdgeAgent onto devices.\n\n{ExitCodes.Help}");
        root.Subcommands.Add(FlashCommand.BuildFlash());
        root.Subcommands.Add(FlashCommand.BuildImage());
        root.Subcommands.Add(InspectCommand.Build());
        root.Subcommands.Add(ReleaseCommand.Build());
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }
            await Console.Error.WriteLineAsync("Try: edgeprov --help");
            return ExitCodes.BadCommandLine;
        }
        return await GuardAsync(() => result.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
        }));
    }

    /// <summary>What the owner can mend is one line on stderr; anything else is our fault and shows its stack.</summary>
    private static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e
            is DiskFormatException or DiskSpaceException or ImageException or CustomisationException or PayloadException
                or RegistrationException or ReleaseException or KeyFileException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCodes.Failed;
        }
    }
}

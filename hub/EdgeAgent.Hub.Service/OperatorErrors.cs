using EdgeAgent.Hub.Administration;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Service;

/// <summary>Turns what an operator can mend into lines on the error output and an exit code. Our own bugs keep their stack.</summary>
internal static class OperatorErrors
{
    public static async Task<int> ReportAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OptionsValidationException e)
        {
            foreach (var fault in e.Failures)
            {
                await Console.Error.WriteLineAsync($"edgehub: {fault}");
            }
            return ExitCodes.Usage;
        }
        catch (InvalidDataException e)
        {
            await Console.Error.WriteLineAsync($"edgehub: {e.Message} {e.InnerException?.Message}".TrimEnd());
            return ExitCodes.Usage;
        }
        catch (Exception e) when (e is HubStartException or AdministrationException or HubModelException or StorageException or KeyFileException
            or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"edgehub: {e.Message}");
            return ExitCodes.Failure;
        }
    }
}

using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EdgeAgent.Hub.Backup;

/// <summary>Registers backups.</summary>
public static class BackupServices
{
    /// <summary>Adds making backups, and what a restored hub remembers of its restore.</summary>
    public static IServiceCollection AddHubRestoreHistory(this IServiceCollection services)
    {
        services.AddHubSchema(RestoreHistory.Schema);
        services.TryAddSingleton<RestoreHistory>();
        services.TryAddSingleton<BackupWriter>();
        return services;
    }
}

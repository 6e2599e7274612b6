using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>The file of readings, beside the hub's database: it grows by other rules, and a backup of who belongs to the house need not carry it.</summary>
internal sealed class TelemetryDatabase(DataDirectory directory, ILogger<HubDatabase> logger) : IAsyncDisposable
{
    /// <summary>The file, with its writer.</summary>
    public HubDatabase File { get; } = new(directory.Path("telemetry.db"), [TelemetrySchema.Value], logger);

    public ValueTask DisposeAsync() => File.DisposeAsync();
}

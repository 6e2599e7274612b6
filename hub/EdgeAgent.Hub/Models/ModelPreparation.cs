using EdgeAgent.Hub.Configuration;
using EdgeAgent.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Models;

/// <summary>Brings the default model into the store before the doors open.</summary>
internal sealed partial class ModelPreparation(
    ModelStore store, ModelCatalogue catalogue, IOptions<HubOptions> options, ILogger<ModelPreparation> logger)
    : IHostedService
{
    /// <exception cref="HubModelException">The configured model cannot be served; the hub does not start
    /// then.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        store.Prepare();
        var source = ModelChoice.Choose(options.Value.Model, AppContext.BaseDirectory);
        var records = store.Records();
        var served = records.FirstOrDefault(
                r => string.Equals(r.Source, source.Key, StringComparison.Ordinal) && store.Has(r))
            ?? await store.ImportAsync(source, cancellationToken);
        var others = records.Where(r => r.Digest != served.Digest).ToList();
        others.ForEach(store.DropFile);
        catalogue.Show([Model(served)], [.. others.Select(Model)]);
        if (served.IsRandom)
        {
            LogServingRandom(served.Name);
        }
        else
        {
            LogServing(served.Name, served.SizeBytes, served.Digest);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private HubModel Model(ModelRecord record) => new(
        record.Digest,
        record.Name,
        record.SizeBytes,
        store.PathOf(record.Digest),
        record.ActiveParameters,
        record.Added,
        record.IsRandom,
        record.CanChat);

    [LoggerMessage(EventId = ModelEventIds.Serving, Level = LogLevel.Information,
        Message = "Serving model {Name}, {SizeBytes} bytes, {Digest}")]
    private partial void LogServing(string name, long sizeBytes, ModelDigest digest);

    [LoggerMessage(EventId = ModelEventIds.ServingRandom, Level = LogLevel.Warning,
        Message = "No model is configured or bundled: serving {Name}, whose weights are random numbers and whose text "
            + "means nothing")]
    private partial void LogServingRandom(string name);
}

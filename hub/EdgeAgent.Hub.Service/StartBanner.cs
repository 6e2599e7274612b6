using System.Reflection;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Service;

/// <summary>What a person sees first: where the page is, and a line to try.</summary>
internal static class StartBanner
{
    public static async Task WriteAsync(
        IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var doors = services.GetRequiredService<DoorAddresses>();
        var version = typeof(StartBanner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion;
        await output.WriteLineAsync(
            $"""

            EdgeAgent hub {version}, data in {services.GetRequiredService<DataDirectory>().Root}
            Page:  http://127.0.0.1:{doors.HttpPort}/
            """);
        await AccessBanner.WriteAsync(services, output, cancellationToken);
        if (services.GetRequiredService<IModelCatalogue>().List() is [var model, ..])
        {
            await output.WriteLineAsync(
                $$"""
                Try:   curl -N http://127.0.0.1:{{doors.HttpPort}}/v1/chat/completions -H 'Content-Type: application/json' -d '{"model":"{{model.Name}}","stream":true,"max_tokens":100,"messages":[{"role":"user","content":"Once upon a time"}]}'
                """);
        }
        await output.WriteLineAsync();
    }
}

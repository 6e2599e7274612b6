using System.Reflection;
using System.Text.Json;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Metrics;

/// <summary>
/// <c>GET /healthz</c>: 200 while the hub can do its work, 503 while it cannot. Devices that are away do not make a hub
/// ill.
/// </summary>
internal sealed class HealthEndpoint(
    HubDatabase database, IModelCatalogue models, IDeviceDirectory directory, TimeProvider time)
{
    private static readonly string s_version = typeof(HealthEndpoint).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private readonly long _started = time.GetTimestamp();

    public async Task GetAsync(HttpContext context)
    {
        var devices = directory.List();
        var model = models.List() is [var first, ..] ? first.Name : null;
        var status = model is null ? "the model is being prepared" : DatabaseFault() ?? "ok";
        context.Response.StatusCode = status == "ok"
            ? StatusCodes.Status200OK
            : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(
            context.Response.BodyWriter,
            new HealthBody(
                status,
                s_version,
                (long)time.GetElapsedTime(_started).TotalSeconds,
                devices.Count(d => d.Online),
                devices.Count,
                model),
            HealthJson.Default.HealthBody,
            context.RequestAborted);
    }

    private string? DatabaseFault()
    {
        try
        {
            database.Read(connection => connection.Scalar<long>("SELECT 1"));
            return null;
        }
        catch (Exception e) when (e is StorageException or Microsoft.Data.Sqlite.SqliteException)
        {
            return "the database cannot be read";
        }
    }
}

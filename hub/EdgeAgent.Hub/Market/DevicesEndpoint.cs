using System.Text.Json;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Market.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Market;

/// <summary>Shows the devices of the home with what placement knows of them.</summary>
internal sealed class DevicesEndpoint(
    IDeviceDirectory directory, DeviceLoad load, IDeviceBench bench, IModelCatalogue models)
{
    /// <summary><c>GET /api/hub/devices</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(
            context.Response.BodyWriter,
            new DeviceListBody([.. directory.List().OrderBy(d => d.Name, StringComparer.Ordinal).Select(Describe)]),
            DevicesJson.Default.DeviceListBody,
            context.RequestAborted);
    }

    private DeviceBody Describe(DeviceView device)
    {
        var capability = device.Capability;
        return new DeviceBody(
            device.Id.ToString(),
            device.Name,
            device.Local,
            device.Online,
            device.LastSeen,
            device.Birth?.Hw,
            device.Birth?.Fw,
            load.InFlight(device.Id),
            capability?.Queue,
            capability?.QueueLimit,
            capability?.Cpu,
            capability?.RamFreeBytes,
            capability?.TempC,
            capability?.Throttled ?? false,
            [.. (capability?.Models ?? []).Select(Describe)],
            bench.ReasonOf(device.Id));
    }

    private DeviceModelBody Describe(ModelCapability model) => new(
        model.Digest.ToString(),
        models.Find(model.Digest)?.Name,
        model.Loaded,
        model.TokensPerSecond,
        model.ContextTokens);
}

using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>What the home has measured.</summary>
public static class TelemetryExtensions
{
    /// <summary>Registers intake, store, clean-up and configuration of devices; needs devices and the broker.</summary>
    public static IServiceCollection AddHubTelemetry(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>());
        services.AddHubSchema(DeviceConfigs.Schema);
        services.TryAddSingleton<TelemetryDatabase>();
        services.TryAddSingleton<TelemetryStore>();
        services.TryAddSingleton<TelemetryIntake>();
        services.TryAddSingleton<SeriesQuery>();
        services.TryAddSingleton<SeriesRetention>();
        services.TryAddSingleton<RetentionLoop>();
        services.TryAddSingleton<DeviceConfigs>();
        services.TryAddSingleton<TelemetryEndpoint>();
        services.AddSingleton<IUplinkHandler, ReadingHandler>();
        services.AddSingleton<IUplinkHandler, HistoryHandler>();
        services.AddSingleton<IUplinkHandler, DeviceEventHandler>();
        services.AddSingleton<IUplinkHandler>(provider => provider.GetRequiredService<DeviceConfigs>());
        services.AddSingleton<IDeviceObserver>(provider => provider.GetRequiredService<DeviceConfigs>());
        services.AddHostedService(provider => provider.GetRequiredService<TelemetryIntake>());
        services.AddHostedService(provider => provider.GetRequiredService<RetentionLoop>());
        return services;
    }

    /// <summary>Maps series, events and configuration of devices.</summary>
    public static IEndpointRouteBuilder MapHubTelemetry(this IEndpointRouteBuilder endpoints)
    {
        var telemetry = endpoints.ServiceProvider.GetRequiredService<TelemetryEndpoint>();
        endpoints.MapGet("/api/hub/devices/{device}/series", (RequestDelegate)telemetry.SeriesAsync).Needs(Scopes.Read);
        endpoints.MapGet("/api/hub/devices/{device}/series.csv", (RequestDelegate)telemetry.CsvAsync).Needs(Scopes.Read);
        endpoints.MapPut("/api/hub/devices/{device}/series/{point}/retention", (RequestDelegate)telemetry.RetainAsync)
            .Needs(Scopes.Admin);
        endpoints.MapGet("/api/hub/events", (RequestDelegate)telemetry.EventsAsync).Needs(Scopes.Read);
        endpoints.MapGet("/api/hub/devices/{device}/config", (RequestDelegate)telemetry.ConfigAsync).Needs(Scopes.Read);
        endpoints.MapPut("/api/hub/devices/{device}/config", (RequestDelegate)telemetry.ConfigureAsync).Needs(Scopes.Admin);
        return endpoints;
    }
}

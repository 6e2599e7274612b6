using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Hub.Administration;
using EdgeAgent.Hub.Claims;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Gateway;
using EdgeAgent.Hub.Metrics;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Pages;
using EdgeAgent.Hub.Pairing;
using EdgeAgent.Hub.Placement;
using EdgeAgent.Hub.Points;
using EdgeAgent.Hub.Telemetry;
using EdgeAgent.Hub.Work;
using EdgeAgent.Identity.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>A real hub with every feature, as the program composes it.</summary>
internal static class FeatureHub
{
    public static Task<HubHost> StartAsync(
        string? directory = null,
        Action<IServiceCollection>? change = null,
        Action<WebApplication>? map = null,
        params (string Key, string Value)[] settings) => HubHost.StartAsync(
        app => app.UseHubAccess(),
        services =>
        {
            change?.Invoke(services);
            services.AddHubPoints().AddHubTelemetry();
            services.AddHubAdministration()
            .AddHubMetrics().AddHubModels().AddHubPlacement().AddHubClaims().AddHubWork().AddHubGateway()
            .AddHubPairing();
        },
        app =>
        {
            app.MapHubAdministration()
            .MapHubDoors()
            .MapHubGateway().MapHubClaims().MapHubDevices().MapHubPairing().MapHubModels().MapHubMetrics().MapHubPages();
            app.MapHubPoints().MapHubTelemetry();
            map?.Invoke(app);
        },
        directory,
        settings);

    /// <summary>A client of the loopback door.</summary>
    public static HttpClient Client(HubHost hub) =>
        new() { BaseAddress = new Uri($"http://127.0.0.1:{hub.Doors.HttpPort}") };

    /// <summary>A client of the HTTPS door, which trusts the hub's own authority only.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler")]
    public static HttpClient SecureClient(HubHost hub)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Not by name: a test may send any Host header, and the client would want the certificate to have it.
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => PeerCertificates.IsHub(
                    (X509Certificate2)certificate!, hub.Identity.Authority.Certificate, hub.Identity.Address,
                    TimeProvider.System.GetUtcNow()),
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{hub.Doors.HttpsPort}") };
    }
}

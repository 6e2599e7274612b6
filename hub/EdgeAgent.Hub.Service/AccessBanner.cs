using System.Net;
using System.Security.Cryptography;
using EdgeAgent.Hub.Administration.Accounts;
using EdgeAgent.Hub.Administration.Network;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Doors;

namespace EdgeAgent.Hub.Service;

/// <summary>The part of the banner about who can reach the hub, and who administers it.</summary>
internal static class AccessBanner
{
    public static async Task WriteAsync(
        IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var doors = services.GetRequiredService<DoorAddresses>();
        var listen = services.GetRequiredService<ListenSetting>();
        if (listen.IsLoopbackOnly)
        {
            await output.WriteLineAsync(
                $"Reach: this computer only (Hub:Listen is {listen.Current}), so no device of your network can join yet.");
        }
        else
        {
            foreach (var address in LocalAddresses.ReachedBy(IPAddress.Parse(listen.Current)))
            {
                var url = $"https://{new IPEndPoint(address, doors.HttpsPort)}";
                await output.WriteLineAsync($"       {url}/  (certificate and how to install it: {url}/ca)");
            }
            var certificate = services.GetRequiredService<HubIdentity>().Authority.Certificate;
            await output.WriteLineAsync(
                $"       certificate's SHA-256: {certificate.GetCertHashString(HashAlgorithmName.SHA256)}");
        }
        var account = services.GetRequiredService<AdministratorAccount>();
        if (await account.CreateFirstLinkAsync(cancellationToken) is { } link)
        {
            await output.WriteLineAsync(
                $"""
                Set up: http://127.0.0.1:{doors.HttpPort}{SetupLink.Page}{link}
                       Opens once, within {AccountLimits.LinkLife.TotalMinutes:0} minutes: choose the administrator's password and which network may reach the hub.
                """);
        }
        else if (!account.Exists)
        {
            await output.WriteLineAsync("Set up: there is no administrator yet; 'edgehub admin reset' prints a new set-up link.");
        }
    }
}

using System.Net;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Json;
using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Administration.Network;

/// <summary>Shows and sets which network may reach the hub.</summary>
internal sealed partial class NetworkEndpoint(
    ListenSetting listen,
    DoorAddresses doors,
    HubRestart restart,
    AuditLog audit,
    IOptions<HubOptions> options,
    ILogger<NetworkEndpoint> logger)
{
    private readonly ILogger<NetworkEndpoint> _logger = logger;

    /// <summary><c>GET /api/hub/network</c>.</summary>
    public Task GetAsync(HttpContext context)
    {
        var reached = listen.IsLoopbackOnly ? [] : LocalAddresses.ReachedBy(IPAddress.Parse(listen.Current));
        return JsonExchange.WriteAsync(
            context,
            new NetworkBody(
                listen.Current,
                listen.IsLoopbackOnly,
                listen.IsFixed,
                [.. reached.Select(address => $"https://{new IPEndPoint(address, doors.HttpsPort)}/")],
                [
                    new NetworkChoice("127.0.0.1", "Only this computer"),
                    new NetworkChoice("0.0.0.0", "Every network that this computer is on"),
                    .. LocalAddresses.List().Select(pair =>
                        new NetworkChoice($"{pair.Address}", $"Only the network of {pair.Interface}: {pair.Address}")),
                ]),
            AdministrationJson.Default.NetworkBody);
    }

    /// <summary><c>POST /api/hub/network</c>: stores the address; when it is another one, the hub starts again by itself.</summary>
    public async Task SetAsync(HttpContext context)
    {
        if (await JsonExchange.ReadAsync(context, AdministrationJson.Default.NetworkRequest) is not { } body)
        {
            return;
        }
        var fault = listen.TrySet(body.Listen);
        await audit.WriteAsync(
            context.Actor(),
            new AuditAct(
                "network.listen", body.Listen, fault is null ? AuditOutcome.Done : AuditOutcome.Refused,
                $"was {listen.Current}"),
            context.RequestAborted);
        if (fault is not null)
        {
            await RefusalWriter.WriteAsync(context, JsonExchange.Invalid(fault));
            return;
        }
        var changes = !IPAddress.Parse(body.Listen).Equals(IPAddress.Parse(options.Value.Listen));
        if (changes)
        {
            LogChanged(body.Listen);
            // The answer first: its connection ends with the hub.
            context.Response.OnCompleted(() =>
            {
                restart.Request();
                return Task.CompletedTask;
            });
        }
        await JsonExchange.WriteAsync(
            context, new NetworkChangeBody($"{IPAddress.Parse(body.Listen)}", changes), AdministrationJson.Default.NetworkChangeBody);
    }

    [LoggerMessage(EventId = AdministrationEventIds.ListenChanged, Level = LogLevel.Information,
        Message = "Hub:Listen is {Address} from now on; the hub starts again")]
    private partial void LogChanged(string address);
}

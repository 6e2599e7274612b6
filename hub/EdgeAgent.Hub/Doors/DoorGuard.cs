using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Doors;

/// <summary>What a door asks of each request.</summary>
internal sealed partial class DoorGuard(RequestDelegate next, DeviceCertificates devices, ILogger<DoorGuard> logger)
{
    private readonly ILogger<DoorGuard> _logger = logger;

    public Task InvokeAsync(HttpContext context)
    {
        switch (context.Features.Get<DoorFeature>()?.Door)
        {
            case Door.Http when !LocalRule.NamesLoopback(context.Request):
                LogHostRefused(context.Request.Host.Host.Length);
                context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
                return context.Response.WriteAsync("This door answers to localhost only.\n", context.RequestAborted);

            // Revoked while the connection was open.
            case Door.Device when context.Features.Get<DevicePeer>() is not { } peer || !devices.IsAdmitted(peer):
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;

            default:
                return next(context);
        }
    }

    [LoggerMessage(EventId = HubEventIds.HostRefused, Level = LogLevel.Warning,
        Message = "A request with a foreign host name ({Chars} characters) was refused at the loopback door")]
    private partial void LogHostRefused(int chars);
}

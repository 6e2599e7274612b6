using System.Buffers;
using System.Net;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Pairing.Hub;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Pairing;

/// <summary>
/// What a stranger reaches: <c>POST /pair/hello</c>, <c>/pair/reply</c>, <c>/pair/confirm</c>. 200 with the next message, 202
/// with <see cref="PairingWait"/>, and 403 with <see cref="PairingRefused"/> for everything else, whatever the reason.
/// </summary>
internal sealed partial class PairingDoor(
    PairingDesk desk, AddressBuckets buckets, DoorAddresses addresses, TimeProvider time, ILogger<PairingDoor> logger)
{
    private const string Json = "application/json";

    private readonly ILogger<PairingDoor> _logger = logger;
    private long _nextFloodLog;

    /// <summary><c>POST /pair/hello</c>.</summary>
    public Task HelloAsync(HttpContext context) => ServeAsync(
        context, PairingDoorLimits.HelloBytes, WireJson.Default.PairingHello, desk.HelloAsync);

    /// <summary><c>POST /pair/reply</c>.</summary>
    public Task ReplyAsync(HttpContext context) => ServeAsync(
        context, PairingDoorLimits.ReplyBytes, WireJson.Default.PairingReply,
        (_, reply, cancellationToken) => desk.ReplyAsync(reply, cancellationToken));

    /// <summary><c>POST /pair/confirm</c>.</summary>
    public Task ConfirmAsync(HttpContext context) => ServeAsync(
        context, PairingDoorLimits.ConfirmBytes, WireJson.Default.PairingConfirm,
        (_, confirm, cancellationToken) => desk.ConfirmAsync(confirm, DoorsFor(context), cancellationToken));

    /// <summary><c>GET /pair/active</c> at the device door: a paired device makes sure that the hub knows its certificate.</summary>
    public static Task ActiveAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task ServeAsync<T>(
        HttpContext context,
        int bodyBytes,
        JsonTypeInfo<T> type,
        Func<IPAddress, T, CancellationToken, Task<HubAnswer>> answer)
        where T : class, IWireMessage
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!buckets.TryTake(from))
        {
            LogFlooded(from);
            await SendAsync(context, Refused());
            return;
        }
        using var limit = new CancellationTokenSource(PairingDoorLimits.Request, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, limit.Token);
        var buffer = ArrayPool<byte>.Shared.Rent(bodyBytes + 1);
        try
        {
            await SendAsync(
                context,
                await ReadAsync(context, buffer.AsMemory(0, bodyBytes + 1), type, either.Token) is { } message
                    ? await answer(from, message, either.Token)
                    : Refused());
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // gone, or too slow
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The body as a message; null for anything else.</summary>
    private static async Task<T?> ReadAsync<T>(
        HttpContext context, Memory<byte> buffer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class, IWireMessage
    {
        if (context.Request.ContentLength >= buffer.Length)
        {
            return null;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = buffer.Length;
        }
        try
        {
            var count = await context.Request.Body.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return count < buffer.Length ? WireJson.Parse(buffer.Span[..count], type) : null;
        }
        catch (Exception e) when (e is WireFormatException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static HubAnswer.Refused Refused() => new(new PairingRefused(HubPairingLimits.RefusedMs));

    private static Task SendAsync(HttpContext context, HubAnswer answer) => answer switch
    {
        HubAnswer.Challenge challenge => SendAsync(context, 200, challenge.Message, WireJson.Default.PairingChallenge),
        HubAnswer.Proof proof => SendAsync(context, 200, proof.Message, WireJson.Default.PairingProof),
        HubAnswer.Grant grant => SendAsync(context, 200, grant.Message, WireJson.Default.PairingGrant),
        HubAnswer.Wait wait => SendAsync(context, 202, wait.Message, WireJson.Default.PairingWait),
        _ => SendAsync(context, 403, Refused().Message, WireJson.Default.PairingRefused),
    };

    private static async Task SendAsync<T>(HttpContext context, int status, T message, JsonTypeInfo<T> type)
        where T : class, IWireMessage
    {
        var body = WireJson.Write(message, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>The address that this device has reached the hub by is one that it can reach.</summary>
    private HubDoors DoorsFor(HttpContext context)
    {
        var here = context.Connection.LocalIpAddress ?? IPAddress.Loopback;
        here = here.IsIPv4MappedToIPv6 ? here.MapToIPv4() : here;
        string[] hosts = IPAddress.IsLoopback(here)
            ? [$"{here}"]
            : [$"{here}", $"{Environment.MachineName.ToLowerInvariant()}.local"];
        return new HubDoors(hosts, addresses.MqttTlsPort, addresses.DevicePort);
    }

    private void LogFlooded(IPAddress from)
    {
        var now = time.GetTimestamp();
        var next = Interlocked.Read(ref _nextFloodLog);
        if (now >= next
            && Interlocked.CompareExchange(ref _nextFloodLog, now + (10 * time.TimestampFrequency), next) == next)
        {
            LogFlood(from);
        }
    }

    [LoggerMessage(EventId = HubEventIds.PairingFlood, Level = LogLevel.Warning,
        Message = "Pairing: too many requests, last from {Address}; they are refused")]
    private partial void LogFlood(IPAddress address);
}

using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Doors;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Renewal;

/// <summary>Renewal over the device door.</summary>
internal sealed class RenewalEndpoint(DeviceRenewal renewal, DoorAddresses addresses)
{
    /// <summary><c>POST /renewal/terms</c>: a <see cref="RenewalQuery"/>, answered by <see cref="SignedRenewalTerms"/>; 403 for a copy that was not chosen.</summary>
    public async Task TermsAsync(HttpContext context)
    {
        if (await ReadAsync(context, WireJson.Default.RenewalQuery) is not { } query)
        {
            return;
        }
        if (renewal.Terms(context.Peer(), query) is not { } terms)
        {
            await SayAsync(context, StatusCodes.Status403Forbidden,
                "This device exists more than once; the owner has to choose a copy on the hub.");
            return;
        }
        await WriteAsync(context, terms, WireJson.Default.SignedRenewalTerms);
    }

    /// <summary><c>POST /renewal</c>: a <see cref="RenewalRequest"/>, answered by an <see cref="EnrolmentGrant"/>; 403 or 409 with a line that says why not.</summary>
    public async Task RenewAsync(HttpContext context)
    {
        if (await ReadAsync(context, WireJson.Default.RenewalRequest) is not { } request)
        {
            return;
        }
        switch (await renewal.AnswerAsync(context.Peer(), request, DoorsFor(context), context.RequestAborted))
        {
            case RenewalOutcome.Granted granted:
                await WriteAsync(context, granted.Grant, WireJson.Default.EnrolmentGrant);
                break;
            case RenewalOutcome.Refused refused:
                await SayAsync(
                    context,
                    refused.Reason switch
                    {
                        RenewalRefusal.Superseded => StatusCodes.Status409Conflict,
                        RenewalRefusal.TooOften => StatusCodes.Status429TooManyRequests,
                        _ => StatusCodes.Status403Forbidden,
                    },
                    refused.Detail);
                break;
        }
    }

    /// <summary>The hub is where the device has found it: by the name that it dialled, and at the address that answered.</summary>
    private HubDoors DoorsFor(HttpContext context)
    {
        List<string> hosts = [];
        if (context.Request.Host.Host is { Length: > 0 and <= HubDoors.MaxHostChars } dialled
            && Uri.CheckHostName(dialled.Trim('[', ']')) != UriHostNameType.Unknown)
        {
            hosts.Add(dialled.Trim('[', ']'));
        }
        if (context.Connection.LocalIpAddress is { } local)
        {
            hosts.Add((local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local).ToString());
        }
        return new HubDoors(
            [.. hosts.Distinct(StringComparer.OrdinalIgnoreCase)], addresses.MqttTlsPort, addresses.DevicePort);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class, IWireMessage
    {
        var body = new byte[RenewalLimits.BodyBytes];
        var length = await context.Request.Body.ReadAtLeastAsync(
            body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length == body.Length)
        {
            await SayAsync(context, StatusCodes.Status413PayloadTooLarge,
                $"A request has less than {RenewalLimits.BodyBytes} bytes.");
            return null;
        }
        try
        {
            return WireJson.Parse(body.AsSpan(0, length), type);
        }
        catch (WireFormatException e)
        {
            await SayAsync(context, StatusCodes.Status400BadRequest, e.Message);
            return null;
        }
    }

    private static Task WriteAsync<T>(HttpContext context, T message, JsonTypeInfo<T> type)
        where T : class, IWireMessage
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(WireJson.Write(message, type), context.RequestAborted).AsTask();
    }

    private static Task SayAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text + "\n", context.RequestAborted);
    }
}

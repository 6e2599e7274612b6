using EdgeAgent.Contracts;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Devices;

/// <summary>What the owner decides about devices of the home: who is out, and which of several copies stays.</summary>
internal sealed class MembershipEndpoint(DeviceRegistry registry, DeviceHolds holds)
{
    /// <summary><c>GET /api/hub/devices/held</c>.</summary>
    public Task ListAsync(HttpContext context) => JsonExchange.WriteAsync(
        context, new HeldDevicesBody([.. holds.All.Select(Describe)]), HoldsJson.Default.HeldDevicesBody);

    /// <summary><c>DELETE /api/hub/devices/{id}</c>: puts a device out; its connections end at once.</summary>
    public async Task RevokeAsync(HttpContext context) => await AnswerAsync(
        context,
        Id(context) is { } device && await registry.RevokeAsync(device, context.RequestAborted),
        "There is no such device.");

    /// <summary><c>PUT /api/hub/devices/{id}/keep/{copy}</c>: this copy of a held device gets a key of its own, the others are out.</summary>
    public async Task KeepAsync(HttpContext context) => await AnswerAsync(
        context,
        Id(context) is { } device
            && await holds.KeepAsync(
                device, context.Request.RouteValues["copy"] as string ?? "", context.RequestAborted),
        "This device is not held, or no single copy of it has this name: see /api/hub/devices/held.");

    private HeldDeviceBody Describe(DeviceHold hold) => new(
        hold.Device.ToString(),
        registry.Find(hold.Device)?.Name,
        hold.Since,
        [
            .. hold.Copies.Select(copy => new HeldCopyBody(
                copy.Boot.ToShortString(), copy.Remote, copy.FirstSeen, copy.LastSeen, copy.Boot == hold.Keep)),
        ]);

    private static Address? Id(HttpContext context) =>
        Address.TryParse(context.Request.RouteValues["id"] as string, out var device) ? device : null;

    private static Task AnswerAsync(HttpContext context, bool done, string otherwise)
    {
        if (!done)
        {
            return RefusalWriter.WriteAsync(
                context, new Refusal(StatusCodes.Status404NotFound, otherwise, "not_found"));
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}

using System.Globalization;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using EdgeAgent.Hub.Points.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Points;

/// <summary>Shows and sets the points of the home.</summary>
internal sealed class PointsEndpoint(IHomePoints points, IPointCommands commands, PointAccess access)
{
    /// <summary><c>GET /api/hub/points</c>.</summary>
    public Task ListAsync(HttpContext context) => JsonExchange.WriteAsync(
        context, new PointListBody([.. points.List().Select(Describe)]), PointsJson.Default.PointListBody);

    /// <summary><c>POST /api/hub/devices/{device}/points/{point}</c>.</summary>
    public async Task SetAsync(HttpContext context)
    {
        if (Where(context) is not { } at)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, "no_id", "The path names no device and point.");
            return;
        }
        if (await JsonExchange.ReadAsync(context, PointsJson.Default.SetBody) is not { } body)
        {
            return;
        }
        var (least, most) = (PointLimits.LeastLife.TotalMilliseconds, PointLimits.MostLife.TotalMilliseconds);
        if (body.LifeMs < least || body.LifeMs > most)
        {
            await FailAsync(
                context, StatusCodes.Status400BadRequest, "bad_life", $"lifeMs is {body.LifeMs}; {least} to {most} are allowed.");
        }
        else
        {
            await AnswerAsync(context, await commands.SetAsync(
                CommandOrigin.Person, at.Device, at.Point, body.Value, TimeSpan.FromMilliseconds(body.LifeMs),
                context.RequestAborted));
        }
    }

    /// <summary><c>PUT /api/hub/devices/{device}/points/{point}/permits</c>.</summary>
    public async Task PermitAsync(HttpContext context)
    {
        if (Where(context) is not { } at || points.Find(at.Device, at.Point) is null)
        {
            await FailAsync(context, StatusCodes.Status404NotFound, "no_such_point", "The home has no such point.");
            return;
        }
        if (await JsonExchange.ReadAsync(context, PointsJson.Default.PointPermits) is not { } body)
        {
            return;
        }
        await access.ChangeAsync(at.Device, at.Point, body, context.RequestAborted);
        await JsonExchange.WriteAsync(context, body, PointsJson.Default.PointPermits);
    }

    private static Task AnswerAsync(HttpContext context, PointCommandOutcome outcome) => outcome switch
    {
        PointCommandOutcome.Done done => JsonExchange.WriteAsync(context, new SetAnswer(done.Value), PointsJson.Default.SetAnswer),
        PointCommandOutcome.NoSuchPoint => FailAsync(
            context, StatusCodes.Status404NotFound, "no_such_point", "The home has no such point."),
        PointCommandOutcome.NotWritable => FailAsync(
            context, StatusCodes.Status400BadRequest, "not_writable", "The point only measures; it cannot be set."),
        PointCommandOutcome.OutOfRange range => FailAsync(
            context, StatusCodes.Status400BadRequest, "out_of_range", string.Create(
                CultureInfo.InvariantCulture,
                $"The point takes {range.Min} to {range.Max}{(range.Step is { } step ? $" in steps of {step}" : "")}.")),
        PointCommandOutcome.NotAllowed => FailAsync(
            context, StatusCodes.Status403Forbidden, "not_allowed", "The point is guarded; its owner has not allowed this."),
        PointCommandOutcome.DeviceAway => FailAsync(
            context, StatusCodes.Status503ServiceUnavailable, "device_away", "The device is away; nothing was sent."),
        PointCommandOutcome.TooMany => FailAsync(
            context, StatusCodes.Status429TooManyRequests, "too_many",
            $"{PointLimits.CommandsPerDevice} commands wait for this device already."),
        PointCommandOutcome.Failed failed => FailAsync(
            context, StatusCodes.Status502BadGateway, "device_failed", $"The device says: {failed.Detail}"),
        _ => FailAsync(
            context, StatusCodes.Status504GatewayTimeout, "no_answer",
            "The device has not answered in time; it may or may not have done it. The point's value tells."),
    };

    private PointBody Describe(HomePoint point) => new(
        point.Device.ToString(),
        point.DeviceName,
        point.Online,
        point.Info.Id.ToString(),
        point.Info.Name,
        JsonNamingPolicy.CamelCase.ConvertName(point.Info.Kind.ToString()),
        point.Info.Room,
        point.Info.Unit,
        point.Info.Min,
        point.Info.Max,
        point.Info.Step,
        point.Info.Writable,
        point.Info.Safe,
        point.Info.Guarded,
        point.Info.Simulated,
        point.Info.Diagnostic,
        point.Value,
        point.At,
        point.Info.Guarded ? access.Of(point.Device, point.Info.Id) : null);

    private static (Address Device, PointId Point)? Where(HttpContext context) =>
        Address.TryParse(context.Request.RouteValues["device"] as string, out var device)
        && PointId.TryParse(context.Request.RouteValues["point"] as string, out var point)
            ? (device, point)
            : null;

    private static Task FailAsync(HttpContext context, int status, string code, string message) =>
        RefusalWriter.WriteAsync(context, new Refusal(status, message, code));
}

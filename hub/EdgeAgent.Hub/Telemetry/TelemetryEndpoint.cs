using System.Globalization;
using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Telemetry.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Shows what was measured.</summary>
internal sealed class TelemetryEndpoint(
    SeriesQuery query, SeriesRetention retention, DeviceConfigs configs, IDeviceDirectory devices, TimeProvider time)
{
    private const int DefaultBuckets = 300;
    private const int CsvPage = 10_000;
    private static readonly TimeSpan s_defaultRange = TimeSpan.FromDays(1);

    /// <summary><c>GET /api/hub/devices/{device}/series?point&amp;from&amp;to&amp;buckets</c>; times in Unix milliseconds.</summary>
    public Task SeriesAsync(HttpContext context)
    {
        if (Range(context) is not { } range)
        {
            return BadRangeAsync(context);
        }
        var buckets = Number(context, "buckets", DefaultBuckets);
        if (buckets is null or < 1 or > TelemetryLimits.Buckets)
        {
            return RefuseAsync(context, $"buckets must be 1 to {TelemetryLimits.Buckets}.");
        }
        return query.Read(range.Device, range.Point, range.From, range.To, (int)buckets) is { } body
            ? JsonExchange.WriteAsync(context, body, TelemetryJson.Default.SeriesBody)
            : NoSeriesAsync(context);
    }

    /// <summary><c>GET /api/hub/devices/{device}/series.csv?point&amp;from&amp;to</c>: every single reading.</summary>
    public async Task CsvAsync(HttpContext context)
    {
        if (Range(context) is not { } range)
        {
            await BadRangeAsync(context);
            return;
        }
        var after = (T: range.From - 1, Boot: long.MaxValue, Seq: long.MaxValue);
        var page = query.Raw(range.Device, range.Point, after, range.To, CsvPage);
        if (page is null)
        {
            await NoSeriesAsync(context);
            return;
        }
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{range.Point}.csv\"";
        await context.Response.WriteAsync("time,unix_ms,value,boot,seq\r\n", context.RequestAborted);
        for (var rows = 0; page is { Count: > 0 } && rows < TelemetryLimits.CsvRows;)
        {
            rows += page.Count;
            var text = new StringBuilder();
            foreach (var (t, boot, seq, value) in page)
            {
                text.Append(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(t):yyyy-MM-ddTHH:mm:ss.fffZ},{t},{value:R},{boot},{seq}\r\n");
            }
            await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
            after = (page[^1].T, page[^1].Boot, page[^1].Seq);
            page = query.Raw(range.Device, range.Point, after, range.To, CsvPage);
        }
    }

    /// <summary><c>PUT /api/hub/devices/{device}/series/{point}/retention</c>.</summary>
    public async Task RetainAsync(HttpContext context)
    {
        if (Device(context) is not { } device || !PointId.TryParse(context.Request.RouteValues["point"] as string, out var point))
        {
            await NoSeriesAsync(context);
            return;
        }
        if (await JsonExchange.ReadAsync(context, TelemetryJson.Default.RetentionBody) is not { } body)
        {
            return;
        }
        if (new[] { body.RawDays, body.MinuteDays, body.HourDays }.Any(days => days is < 1 or > SeriesRetention.MaxDays))
        {
            await RefuseAsync(context, $"Days must be 1 to {SeriesRetention.MaxDays}, or left out.");
        }
        else if (await retention.ChangeAsync(device, point, body, context.RequestAborted))
        {
            await JsonExchange.WriteAsync(context, body, TelemetryJson.Default.RetentionBody);
        }
        else
        {
            await NoSeriesAsync(context);
        }
    }

    /// <summary><c>GET /api/hub/events?device&amp;before&amp;limit</c>.</summary>
    public Task EventsAsync(HttpContext context)
    {
        var limit = Number(context, "limit", 100);
        var before = Number(context, "before", long.MaxValue);
        Address? device = null;
        if (context.Request.Query.TryGetValue("device", out var text))
        {
            if (!Address.TryParse(text.ToString(), out var one))
            {
                return RefuseAsync(context, "device is no address.");
            }
            device = one;
        }
        return limit is null or < 1 or > TelemetryLimits.Events || before is null
            ? RefuseAsync(context, $"limit must be 1 to {TelemetryLimits.Events}, before an id.")
            : JsonExchange.WriteAsync(
                context, new EventListBody(query.Events(device, before, (int)limit)), TelemetryJson.Default.EventListBody);
    }

    /// <summary><c>GET /api/hub/devices/{device}/config</c>.</summary>
    public Task ConfigAsync(HttpContext context) => Device(context) is { } device
        ? JsonExchange.WriteAsync(
            context, new ConfigBody(configs.Desired(device), configs.Reported(device)), TelemetryJson.Default.ConfigBody)
        : NoDeviceAsync(context);

    /// <summary><c>PUT /api/hub/devices/{device}/config</c>: the whole configuration.</summary>
    public async Task ConfigureAsync(HttpContext context)
    {
        if (Device(context) is not { } device)
        {
            await NoDeviceAsync(context);
            return;
        }
        if (await JsonExchange.ReadAsync(context, TelemetryJson.Default.DeviceConfig) is not { } config)
        {
            return;
        }
        try
        {
            var desired = await configs.ChangeAsync(device, config, context.RequestAborted);
            await JsonExchange.WriteAsync(
                context, new ConfigBody(desired, configs.Reported(device)), TelemetryJson.Default.ConfigBody, StatusCodes.Status202Accepted);
        }
        catch (WireFormatException e)
        {
            await RefuseAsync(context, e.Message);
        }
    }

    private Address? Device(HttpContext context) =>
        Address.TryParse(context.Request.RouteValues["device"] as string, out var device) && devices.Find(device) is not null
            ? device
            : null;

    private (Address Device, PointId Point, long From, long To)? Range(HttpContext context)
    {
        var now = time.GetUtcNow();
        var to = Number(context, "to", now.ToUnixTimeMilliseconds() + 1);
        var from = Number(context, "from", (now - s_defaultRange).ToUnixTimeMilliseconds());
        return Address.TryParse(context.Request.RouteValues["device"] as string, out var device)
            && PointId.TryParse(context.Request.Query["point"].ToString(), out var point)
            && from is { } first && to is { } end && first < end
                ? (device, point, first, end)
                : null;
    }

    private static long? Number(HttpContext context, string name, long absent) =>
        !context.Request.Query.TryGetValue(name, out var text) ? absent
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 253_402_300_799_999 ? value
        : null;

    private static Task BadRangeAsync(HttpContext context) => RefuseAsync(
        context, "point must be an id, from and to Unix milliseconds with from before to.");

    private static Task RefuseAsync(HttpContext context, string message) =>
        RefusalWriter.WriteAsync(context, JsonExchange.Invalid(message));

    private static Task NoSeriesAsync(HttpContext context) => RefusalWriter.WriteAsync(
        context, new Refusal(StatusCodes.Status404NotFound, "Nothing was ever measured by that name.", "no_such_series"));

    private static Task NoDeviceAsync(HttpContext context) => RefusalWriter.WriteAsync(
        context, new Refusal(StatusCodes.Status404NotFound, "The home has no such device.", "no_such_device"));
}

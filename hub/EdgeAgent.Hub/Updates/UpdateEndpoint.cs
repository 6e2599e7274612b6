using System.Text.Json;
using EdgeAgent.Hub.Doors;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity.Releases;
using EdgeAgent.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EdgeAgent.Hub.Updates;

/// <summary>Updates at the device door.</summary>
internal sealed class UpdateEndpoint(UpdateDesk desk, DataDirectory directory)
{
    private const int MaxWordBytes = 4096;
    private const int MaxTextChars = 512;
    private const int MaxNameChars = 64;

    /// <summary><c>POST /updates/check</c>: a device's word in, a release's envelope out (200), or nothing (204).</summary>
    public async Task CheckAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } word)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var envelope = await desk.CheckInAsync(context.Device(), word, context.RequestAborted);
        if (envelope is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = envelope.Length;
        await context.Response.Body.WriteAsync(envelope, context.RequestAborted);
    }

    /// <summary><c>GET /updates/files/{sha256}</c>: an archive, whole or by <c>Range</c>; its tag is its sum.</summary>
    public Task SendAsync(HttpContext context)
    {
        if (!ModelDigest.TryParse(context.Request.RouteValues["sha256"] as string, out var sum)
            || directory.Path(UpdateStore.Folder, sum.ToString()) is var path && !File.Exists(path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return TypedResults.PhysicalFile(
            directory.Path(UpdateStore.Folder, sum.ToString()),
            "application/octet-stream",
            entityTag: new EntityTagHeaderValue($"\"{sum}\""),
            enableRangeProcessing: true).ExecuteAsync(context);
    }

    private static async Task<UpdateCheckIn?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or > MaxWordBytes)
        {
            return null;
        }
        try
        {
            var word = await JsonSerializer.DeserializeAsync(
                context.Request.Body, ReleaseJson.Default.UpdateCheckIn, context.RequestAborted);
            return word is not null
                && word.Version.Length <= MaxNameChars
                && word.Runtime.Length <= MaxNameChars
                && word.Sequence <= long.MaxValue
                && Enum.IsDefined(word.State)
                && word.Reason is null or { Length: <= MaxTextChars }
                ? word
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Updates.Json;
using EdgeAgent.Identity.Releases;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Updates;

/// <summary>The owner's view of updates: <c>/api/hub/updates</c>.</summary>
internal sealed class UpdateApi(UpdateDesk desk, UpdateStore store, DataDirectory directory)
{
    /// <summary><c>GET</c>: releases and the last word of each device.</summary>
    public Task ListAsync(HttpContext context)
    {
        var body = new UpdatesBody(
            [.. store.Releases().Select(release => new ReleaseBody(
                release.Sequence, release.Version, release.Runtime, desk.StageOf(release), release.Paused))],
            [.. store.Devices().Select(static known => new DeviceUpdateBody(
                known.Device.ToString(), known.Word.Version, known.Word.State, known.Word.Sequence, known.Word.Reason, known.At))]);
        return context.Response.WriteAsJsonAsync(body, UpdatesJson.Default.UpdatesBody, cancellationToken: context.RequestAborted);
    }

    /// <summary><c>POST</c>: takes a release whose archive lies in the data directory already.</summary>
    public async Task AddAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or > ReleaseLimits.EnvelopeBytes)
        {
            await RefuseAsync(context, $"The release must be sent with its length, at most {ReleaseLimits.EnvelopeBytes} bytes.");
            return;
        }
        var envelope = new byte[context.Request.ContentLength.Value];
        await context.Request.Body.ReadExactlyAsync(envelope, context.RequestAborted);
        if (ManifestOf(envelope) is { } manifest && !HasArchive(manifest))
        {
            await RefuseAsync(context, $"The archive of {manifest.Version} does not lie in {directory.Path(UpdateStore.Folder)}: use edgehub updates add.");
            return;
        }
        if (await desk.AddAsync(envelope, context.RequestAborted) is ReleaseOutcome.Refused refused)
        {
            await RefuseAsync(context, refused.Reason);
            return;
        }
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary><c>POST …/{sequence}/pause</c>.</summary>
    public Task PauseAsync(HttpContext context) => ChangeAsync(context, sequence => store.PauseAsync(sequence, true, context.RequestAborted));

    /// <summary><c>POST …/{sequence}/resume</c>.</summary>
    public Task ResumeAsync(HttpContext context) => ChangeAsync(context, sequence => store.PauseAsync(sequence, false, context.RequestAborted));

    /// <summary><c>POST …/{sequence}/cancel</c>.</summary>
    public Task CancelAsync(HttpContext context) => ChangeAsync(context, sequence => store.CancelAsync(sequence, context.RequestAborted));

    private static async Task ChangeAsync(HttpContext context, Func<ulong, Task<bool>> change)
    {
        var text = context.Request.RouteValues["sequence"] as string;
        var isDone = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && sequence <= long.MaxValue && await change(sequence);
        if (isDone)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await context.Response.WriteAsJsonAsync(
            new UpdateError($"The hub has no release {text}."), UpdatesJson.Default.UpdateError, cancellationToken: context.RequestAborted);
    }

    /// <summary>Unverified: only to say what is missing. What counts is verified before it is kept.</summary>
    private static ReleaseManifest? ManifestOf(byte[] envelope)
    {
        try
        {
            return JsonSerializer.Deserialize(envelope, UpdatesJson.Default.ReleaseEnvelope) is { } release
                ? JsonSerializer.Deserialize(release.Manifest, ReleaseJson.Default.ReleaseManifest)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(
            new UpdateError(reason), UpdatesJson.Default.UpdateError, cancellationToken: context.RequestAborted);
    }

    private bool HasArchive(ReleaseManifest manifest) =>
        EdgeAgent.Models.ModelDigest.TryParse(manifest.Sha256, out var sum)
        && new FileInfo(directory.Path(UpdateStore.Folder, sum.ToString())) is { Exists: true } file
        && file.Length == manifest.SizeBytes;
}

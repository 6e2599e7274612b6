using System.Text.Json;
using EdgeAgent.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EdgeAgent.Hub.Models;

/// <summary>Gives models to devices.</summary>
internal sealed class ModelDownloads(ModelCatalogue catalogue)
{
    /// <summary><c>GET /models</c> at the device door.</summary>
    public Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.BodyWriter,
            new OfferedModels([.. catalogue.List().Select(m => new OfferedModel(m.Digest, m.Name, m.SizeBytes))]),
            ModelRecordJson.Default.OfferedModels,
            context.RequestAborted);
    }

    /// <summary>
    /// <c>GET /models/{digest}</c> at the device door: the file, whole or by <c>Range</c>; its tag is its digest.
    /// </summary>
    public Task SendAsync(HttpContext context)
    {
        if (!ModelDigest.TryParse(context.Request.RouteValues["digest"] as string, out var digest)
            || catalogue.Find(digest) is not { } model
            || !catalogue.IsServed(model))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return TypedResults.PhysicalFile(
            model.Path,
            "application/octet-stream",
            entityTag: new EntityTagHeaderValue($"\"{digest}\""),
            enableRangeProcessing: true).ExecuteAsync(context);
    }
}

using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Hub.Models;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Tells clients which models there are.</summary>
internal sealed class ModelsEndpoint(IModelCatalogue models)
{
    /// <summary><c>GET /v1/models</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.BodyWriter,
            new ModelListBody("list", [.. models.List().Where(model => Allows(context, model)).Select(Describe)]),
            OpenAiJson.Default.ModelListBody,
            context.RequestAborted);
    }

    /// <summary><c>GET /v1/models/{model}</c>.</summary>
    public Task FindAsync(HttpContext context)
    {
        var name = context.Request.RouteValues["model"] as string ?? "";
        if (models.Find(name) is not { } model || !Allows(context, model))
        {
            return ErrorWriter.WriteAsync(context, ApiError.UnknownModel(name));
        }
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            context.Response.BodyWriter, Describe(model), OpenAiJson.Default.ModelBody, context.RequestAborted);
    }

    private static bool Allows(HttpContext context, HubModel model) => context.ApiKey()?.Allows(model.Name) ?? true;

    private static ModelBody Describe(HubModel model) => new(
        model.Name,
        "model",
        model.Added.ToUnixTimeSeconds(),
        "edgeagent",
        new ModelFactsBody(model.Digest, model.SizeBytes, model.ActiveParameters, model.IsRandom, model.CanChat));
}

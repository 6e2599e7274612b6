using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Gateway.Ollama.Json;
using EdgeAgent.Hub.Models;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway.Ollama;

/// <summary>Tells Ollama's clients which models there are, and which are in some device's memory.</summary>
internal sealed class OllamaModelsEndpoint(IModelCatalogue models, ModelHeaders headers, IDeviceDirectory devices, TimeProvider time)
{
    /// <summary>The release whose API this door follows; clients compare it with what they need.</summary>
    public const string Version = "0.12.6";

    /// <summary><c>GET /api/version</c>.</summary>
    public static Task VersionAsync(HttpContext context) =>
        WriteAsync(context, new OllamaVersion(Version), OllamaJson.Default.OllamaVersion);

    /// <summary><c>GET /api/tags</c>.</summary>
    public Task ListAsync(HttpContext context) => WriteAsync(
        context, new OllamaModelList([.. models.List().Select(Describe)]), OllamaJson.Default.OllamaModelList);

    /// <summary><c>GET /api/ps</c>: a model that several devices hold is told once.</summary>
    public Task RunningAsync(HttpContext context)
    {
        var loaded = devices.List()
            .Where(device => device.Online)
            .SelectMany(device => device.Capability?.Models ?? [])
            .Where(model => model.Loaded)
            .GroupBy(model => model.Digest);
        var list = new List<OllamaModel>();
        foreach (var held in loaded)
        {
            if (models.Find(held.Key) is { } model)
            {
                list.Add(Describe(model) with
                {
                    ExpiresAt = OllamaShape.Time(time.GetUtcNow().AddHours(1)), // stays until memory is needed
                    SizeVram = 0,
                    ContextLength = held.Max(copy => copy.ContextTokens),
                });
            }
        }
        return WriteAsync(context, new OllamaModelList(list), OllamaJson.Default.OllamaModelList);
    }

    /// <summary><c>POST /api/show</c>.</summary>
    public async Task ShowAsync(HttpContext context)
    {
        var (body, error) = await BodyReader.ReadFromAnyTypeAsync(context, OllamaJson.Default.OllamaShowBody);
        var name = OllamaNames.Strip(body?.Model ?? body?.Name);
        if (body is null || models.Find(name) is not { } model)
        {
            await OllamaShape.Chat.WriteErrorAsync(context, error ?? ApiError.UnknownModel(name));
            return;
        }
        var header = headers.Of(model);
        var info = new JsonObject
        {
            ["general.architecture"] = header.Facts.Architecture,
            ["general.parameter_count"] = header.Facts.Parameters,
            [$"{header.Facts.Architecture}.context_length"] = header.Facts.TrainedContextTokens,
            [$"{header.Facts.Architecture}.embedding_length"] = header.Facts.EmbeddingLength,
            [$"{header.Facts.Architecture}.block_count"] = header.Facts.Layers,
        };
        await WriteAsync(
            context,
            new OllamaShown(
                $"FROM {OllamaNames.Of(model.Name)}",
                "",
                header.ChatTemplate ?? "",
                Details(header),
                info,
                ["completion"],
                OllamaShape.Time(model.Added)),
            OllamaJson.Default.OllamaShown);
    }

    private OllamaModel Describe(HubModel model)
    {
        var name = OllamaNames.Of(model.Name);
        return new OllamaModel(
            name,
            name,
            OllamaShape.Time(model.Added),
            model.SizeBytes,
            model.Digest.ToString(),
            Details(headers.Of(model)));
    }

    private static OllamaModelDetails Details(ModelHeader header) => new(
        "",
        "gguf",
        header.Facts.Architecture,
        [header.Facts.Architecture],
        SizeText(header.Facts.Parameters),
        header.Quantization);

    private static string SizeText(long parameters) => parameters switch
    {
        >= 1_000_000_000 => (parameters / 1e9).ToString("0.#B", CultureInfo.InvariantCulture),
        >= 1_000_000 => (parameters / 1e6).ToString("0.#M", CultureInfo.InvariantCulture),
        _ => (parameters / 1e3).ToString("0.#K", CultureInfo.InvariantCulture),
    };

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.BodyWriter, value, type, context.RequestAborted);
    }
}

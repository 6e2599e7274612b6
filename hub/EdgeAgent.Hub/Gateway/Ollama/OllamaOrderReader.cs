using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Hub.Gateway.Ollama.Json;
using EdgeAgent.Hub.Models;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway.Ollama;

/// <summary>Says in OpenAI's words what an Ollama request asks for, so that both doors have one way in.</summary>
internal sealed class OllamaOrderReader(OrderReader orders, IModelCatalogue models)
{
    private const double DefaultTemperature = 0.8;
    private const int DefaultTopK = 40;
    private const double DefaultTopP = 0.9;
    private const double DefaultRepeatPenalty = 1.1;

    /// <summary>Reads a chat.</summary>
    public OrderOutcome Read(OllamaChatBody body, IHeaderDictionary headers)
    {
        if (body.Messages?.Any(static message => message?.Images is { Count: > 0 }) is true)
        {
            return NoImages();
        }
        if (body.Messages is null or [])
        {
            return Nothing(body);
        }
        var messages = body.Messages.Select(message => new ChatMessageBody(message?.Role, message?.Content ?? ""));
        return FindUnsupported(body) ?? orders.Read(
            Fill(new ChatBody { Messages = messages.ToList(), Tools = body.Tools }, body), headers);
    }

    /// <summary>Reads a prompt: a question where the model can chat, a beginning where it cannot or the client wants it raw.</summary>
    public OrderOutcome Read(OllamaGenerateBody body, IHeaderDictionary headers)
    {
        if (body.Images is { Count: > 0 })
        {
            return NoImages();
        }
        if (!string.IsNullOrEmpty(body.Suffix))
        {
            return SamplingReading.NotOffered("suffix");
        }
        if (!string.IsNullOrEmpty(body.Template))
        {
            return SamplingReading.NotOffered("template");
        }
        if (FindUnsupported(body) is { } error)
        {
            return error;
        }
        if (string.IsNullOrEmpty(body.Prompt))
        {
            return Nothing(body);
        }
        if (body.Raw is true || models.Find(OllamaNames.Strip(body.Model)) is { CanChat: false })
        {
            var text = string.IsNullOrEmpty(body.System) || body.Raw is true
                ? body.Prompt
                : $"{body.System}\n\n{body.Prompt}";
            return orders.Read(Fill(new CompletionBody { Prompt = [text] }, body), headers);
        }
        var question = new ChatMessageBody("user", body.Prompt);
        List<ChatMessageBody> messages = string.IsNullOrEmpty(body.System)
            ? [question]
            : [new ChatMessageBody("system", body.System), question];
        return orders.Read(Fill(new ChatBody { Messages = messages }, body), headers);
    }

    private OrderOutcome Nothing(OllamaBody body) =>
        models.Find(OllamaNames.Strip(body.Model)) is { } model
            ? new OrderOutcome.Nothing(model.Name)
            : ApiError.UnknownModel(OllamaNames.Strip(body.Model));

    private static ApiError NoImages() => ApiError.Unsupported("No model here takes images.", "images");

    private static ApiError? FindUnsupported(OllamaBody body) =>
        SamplingReading.IsSet(body.Format) ? SamplingReading.NotOffered("format")
        : SamplingReading.IsSet(body.Think) ? SamplingReading.NotOffered("think")
        : null;

    /// <summary>The common fields, with Ollama's defaults where the client is silent.</summary>
    private static T Fill<T>(T request, OllamaBody body)
        where T : GenerationBody
    {
        var options = body.Options ?? new OllamaOptionsBody();
        return request with
        {
            Model = OllamaNames.Strip(body.Model),
            Stream = body.Stream ?? true,
            MaxTokens = options.NumPredict is { } tokens and >= 0 ? tokens : int.MaxValue,
            Temperature = options.Temperature ?? DefaultTemperature,
            TopK = options.TopK ?? DefaultTopK,
            TopP = options.TopP ?? DefaultTopP,
            MinP = options.MinP,
            RepetitionPenalty = options.RepeatPenalty ?? DefaultRepeatPenalty,
            FrequencyPenalty = options.FrequencyPenalty,
            PresencePenalty = options.PresencePenalty,
            Seed = options.Seed,
            Stop = options.Stop,
        };
    }
}

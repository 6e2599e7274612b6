using System.Globalization;
using System.Text.Json;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Assistant;
using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Work;
using EdgeAgent.Identity;
using EdgeAgent.Models.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Turns a request's body into an order, or says what is wrong with it.</summary>
/// <remarks>Where the assistant is there, chats with the home's model are its own: it makes the prompt.</remarks>
internal sealed class OrderReader(
    IModelCatalogue models, IOptions<GatewayOptions> options, HomeAssistant? assistant = null)
{
    /// <summary>Request header: time for the whole answer, milliseconds.</summary>
    public const string DeadlineHeader = "x-edgeagent-deadline-ms";

    /// <summary>Reads a chat.</summary>
    public OrderOutcome Read(ChatBody body, IHeaderDictionary headers)
    {
        var isHome = assistant is not null && models.Find(body.Model ?? "") is { } model && HomeAssistant.IsHomeModel(model);
        if (!isHome && SamplingReading.IsSet(body.Tools) && !IsNone(body))
        {
            return SamplingReading.NotOffered("tools");
        }
        if (body.ResponseFormat?.Type is not (null or "text"))
        {
            return ApiError.Unsupported("Only response_format of type text is supported.", "response_format");
        }
        if (isHome)
        {
            return ReadHome(body, headers);
        }
        return InputReading.Read(body, out var input) is { } error
            ? error
            : Read(body, body.MaxCompletionTokens ?? body.MaxTokens, WireLimits.JobTokens, input!, headers);
    }

    // One sentence at a time: the newest of the user, and what tools have said since.
    private OrderOutcome ReadHome(ChatBody body, IHeaderDictionary headers)
    {
        var messages = body.Messages ?? [];
        var last = messages.Count - 1;
        while (last >= 0 && messages[last]?.Role != "user")
        {
            last--;
        }
        if (last < 0 || messages[last].Content is not { } sentence)
        {
            return ApiError.Invalid("messages must hold a message of the user with text.", "messages");
        }
        var results = messages.Skip(last + 1).Where(message => message?.Role == "tool")
            .Select(message => message.Content ?? "").ToList();
        var tools = SamplingReading.IsSet(body.Tools) ? body.Tools : null;
        var turn = assistant!.Begin(sentence, tools is null || !IsNone(body) ? tools : default(JsonElement), results);
        return Read(
            body, AssistantLimits.CallTokens, AssistantLimits.CallTokens, new JobInput(Messages: HomeAssistant.Prompt(turn)),
            headers, turn);
    }

    /// <summary>Reads a plain completion.</summary>
    public OrderOutcome Read(CompletionBody body, IHeaderDictionary headers)
    {
        if (body.Echo is true)
        {
            return SamplingReading.NotOffered("echo");
        }
        if (body.BestOf is not (null or 1))
        {
            return SamplingReading.NotOffered("best_of");
        }
        if (!string.IsNullOrEmpty(body.Suffix))
        {
            return SamplingReading.NotOffered("suffix");
        }
        return InputReading.Read(body, out var input) is { } error
            ? error
            : Read(body, body.MaxTokens, GatewayLimits.CompletionTokens, input!, headers);
    }

    private OrderOutcome Read(
        GenerationBody body, int? maxTokens, int defaultTokens, JobInput input, IHeaderDictionary headers,
        AssistantTurn? turn = null)
    {
        if (string.IsNullOrEmpty(body.Model))
        {
            return ApiError.Invalid("model is missing.", "model");
        }
        if (models.List().Count == 0)
        {
            return ApiError.Unavailable("The hub is still preparing its model.", "starting", 2);
        }
        if (models.Find(body.Model) is not { } model)
        {
            return ApiError.UnknownModel(body.Model);
        }
        if (SamplingReading.Check(body, maxTokens) is { } wrong)
        {
            return wrong;
        }
        if (ReadLimit(headers, out var limit) is { } badLimit)
        {
            return badLimit;
        }
        if (InputReading.TryWrite(input) is not { } bytes)
        {
            return ApiError.TooLarge("text of the request", WireLimits.JobInputBytes);
        }
        var stop = turn is null ? body.Stop ?? [] : [];
        if (JobSize.ResumeRoom(bytes, stop) < 0)
        {
            return ApiError.TooLarge("text of the request together with its stop strings", WireLimits.MessageBytes);
        }
        var sampling = turn is null ? SamplingReading.Sampling(body) : SamplingParameters.Greedy;
        var work = new WorkOrder
        {
            Model = model.Digest,
            Input = bytes,
            Sampling = sampling,
            SamplerHash = Keccak256.Hash(CanonicalSampling.Encode(sampling, stop)),
            Seed = SamplingReading.Seed(body),
            Stop = stop,
            MaxTokens = Math.Min(maxTokens ?? defaultTokens, WireLimits.JobTokens),
            Limit = limit,
        };
        return new OrderOutcome.Ready(
            new GatewayOrder(work, model.Name, body.Stream ?? false, body.StreamOptions?.IncludeUsage ?? false)
            {
                Turn = turn,
            });
    }

    private ApiError? ReadLimit(IHeaderDictionary headers, out TimeSpan limit)
    {
        limit = TimeSpan.FromSeconds(options.Value.DeadlineSeconds);
        if (!headers.TryGetValue(DeadlineHeader, out var text))
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 1 and <= WireLimits.JobTtlMs)
        {
            limit = TimeSpan.FromMilliseconds(milliseconds);
            return null;
        }
        return ApiError.Invalid($"{DeadlineHeader} must be 1 to {WireLimits.JobTtlMs}.", DeadlineHeader);
    }

    private static bool IsNone(ChatBody body) =>
        body.ToolChoice is { ValueKind: JsonValueKind.String } choice && choice.ValueEquals("none"u8);
}

using System.Globalization;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Work;
using EdgeAgent.Identity;
using EdgeAgent.Models.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Turns a request's body into an order, or says what is wrong with it.</summary>
internal sealed class OrderReader(IModelCatalogue models, IOptions<GatewayOptions> options)
{
    /// <summary>Request header: time for the whole answer, milliseconds.</summary>
    public const string DeadlineHeader = "x-edgeagent-deadline-ms";

    /// <summary>Reads a chat.</summary>
    public OrderOutcome Read(ChatBody body, IHeaderDictionary headers)
    {
        if (SamplingReading.IsSet(body.Tools) && !IsNone(body))
        {
            return SamplingReading.NotOffered("tools");
        }
        if (body.ResponseFormat?.Type is not (null or "text"))
        {
            return ApiError.Unsupported("Only response_format of type text is supported.", "response_format");
        }
        return InputReading.Read(body, out var input) is { } error
            ? error
            : Read(body, body.MaxCompletionTokens ?? body.MaxTokens, WireLimits.JobTokens, input!, headers);
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
        GenerationBody body, int? maxTokens, int defaultTokens, JobInput input, IHeaderDictionary headers)
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
        var stop = body.Stop ?? [];
        if (JobSize.ResumeRoom(bytes, stop) < 0)
        {
            return ApiError.TooLarge("text of the request together with its stop strings", WireLimits.MessageBytes);
        }
        var sampling = SamplingReading.Sampling(body);
        var work = new WorkOrder
        {
            Kind = body is ChatBody ? GoodsKind.Chat : GoodsKind.Completion,
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
            new GatewayOrder(work, model.Name, body.Stream ?? false, body.StreamOptions?.IncludeUsage ?? false));
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
        body.ToolChoice is { ValueKind: System.Text.Json.JsonValueKind.String } choice && choice.ValueEquals("none"u8);
}

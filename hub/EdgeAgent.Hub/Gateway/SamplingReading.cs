using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Checks and translates the parameters that chat and plain completions share.</summary>
internal static class SamplingReading
{
    /// <summary>Finds the first parameter that is out of range or not offered; null when there is none.</summary>
    public static ApiError? Check(GenerationBody body, int? maxTokens) =>
        Range("temperature", body.Temperature, 0, SamplingLimits.MaxTemperature)
        ?? (body.TopP is 0 ? ApiError.Invalid("top_p must be above 0 and at most 1.", "top_p") : null)
        ?? Range("top_p", body.TopP, 0, 1)
        ?? Range("min_p", body.MinP, 0, 1)
        ?? Range("top_k", body.TopK, 0, int.MaxValue)
        ?? Range("repetition_penalty", body.RepetitionPenalty, SamplingLimits.MinPenalty, SamplingLimits.MaxPenalty)
        ?? Range("max_tokens", maxTokens, 1, int.MaxValue)
        ?? CheckStop(body.Stop)
        ?? (body.N is not (null or 1)
            ? ApiError.Unsupported($"n is {body.N}; only one answer a request is offered.", "n")
            : null)
        ?? (body.FrequencyPenalty is not (null or 0) ? NotOffered("frequency_penalty") : null)
        ?? (body.PresencePenalty is not (null or 0) ? NotOffered("presence_penalty") : null)
        ?? (IsSet(body.Logprobs) ? NotOffered("logprobs") : null)
        ?? (IsSet(body.LogitBias) ? NotOffered("logit_bias") : null);

    /// <summary>Whether a field asks for something: it is not missing, null, false or empty.</summary>
    public static bool IsSet(JsonElement? field) => field?.ValueKind switch
    {
        null or JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Array => field.Value.GetArrayLength() > 0,
        JsonValueKind.Object => field.Value.GetPropertyCount() > 0,
        _ => true,
    };

    /// <summary>The error for a known field that is not offered.</summary>
    public static ApiError NotOffered(string field) => ApiError.Unsupported($"{field} is not supported.", field);

    /// <summary>How tokens are drawn; OpenAI's defaults where the client is silent.</summary>
    public static SamplingParameters Sampling(GenerationBody body) => new()
    {
        Temperature = (float)(body.Temperature ?? 1),
        TopP = (float)(body.TopP ?? 1),
        TopK = body.TopK ?? 0,
        MinP = (float)(body.MinP ?? 0),
        RepetitionPenalty = (float)(body.RepetitionPenalty ?? 1),
    };

    /// <summary>The seed asked for, or a random one: either way it stands in the claim.</summary>
    public static ulong Seed(GenerationBody body) => body.Seed is { } seed
        ? unchecked((ulong)seed)
        : BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static ApiError? CheckStop(IReadOnlyList<string>? stops)
    {
        if (stops?.Count > GenerationRequest.MaxStops)
        {
            return ApiError.Invalid(
                $"stop has {stops.Count} items; at most {GenerationRequest.MaxStops} are taken.", "stop");
        }
        foreach (var stop in stops ?? [])
        {
            if (Encoding.UTF8.GetByteCount(stop) is 0 or > GenerationRequest.MaxStopBytes)
            {
                return ApiError.Invalid(
                    $"Each stop string must have 1 to {GenerationRequest.MaxStopBytes} bytes.", "stop");
            }
        }
        return null;
    }

    private static ApiError? Range(string field, double? value, double min, double max) =>
        value is null || (value >= min && value <= max)
            ? null
            : ApiError.Invalid($"{field} is {value}; allowed are {min:0.#} to {max:0.#}.", field);
}

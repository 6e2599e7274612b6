using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeAgent.Hub.Administration.Json;

/// <summary>Reads and writes the JSON of administration, within its limits.</summary>
internal static class JsonExchange
{
    /// <summary>Reads the body.</summary>
    /// <returns>Null when it is not what is expected; the caller has been told then.</returns>
    public static async ValueTask<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        // Only with this type does a browser ask first before it sends a page's request to another origin.
        if (!context.Request.HasJsonContentType())
        {
            await RefusalWriter.WriteAsync(context, new Refusal(
                StatusCodes.Status415UnsupportedMediaType,
                "Send the request with the header Content-Type: application/json.",
                "unsupported_media_type"));
            return null;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = BodyLimits.Bytes;
        }
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.BodyReader, type, context.RequestAborted) is { } body)
            {
                return body;
            }
            await RefusalWriter.WriteAsync(context, Invalid("The body is null; expected a JSON object."));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await RefusalWriter.WriteAsync(context, new Refusal(
                e.StatusCode, $"The body is too large: at most {BodyLimits.Bytes} bytes are taken.", "request_too_large"));
        }
        catch (JsonException e)
        {
            var place = e.Path is { Length: > 2 } path ? $" at {path[2..]}" : "";
            await RefusalWriter.WriteAsync(context, Invalid($"The body is not the JSON that is expected{place}."));
        }
        return null;
    }

    /// <summary>Answers with a body that no cache keeps.</summary>
    public static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.BodyWriter, body, type, context.RequestAborted);
    }

    /// <summary>The request asks for something that cannot be.</summary>
    public static Refusal Invalid(string message) =>
        new(StatusCodes.Status400BadRequest, message, "invalid_request");
}

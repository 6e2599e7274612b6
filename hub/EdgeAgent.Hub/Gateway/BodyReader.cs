using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Reads a JSON body within its limit.</summary>
internal static class BodyReader
{
    /// <summary>Reads the body.</summary>
    /// <returns>The body, or what is wrong with it.</returns>
    public static ValueTask<(T? Body, ApiError? Error)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class =>
        // Only with this type does a browser ask first before it sends a page's request to another origin.
        context.Request.HasJsonContentType() ? ReadFromAnyTypeAsync(context, type) : new((null, ApiError.NotJson()));

    /// <summary>
    /// Reads the body whatever type the client gives it, as Ollama does for <c>curl -d</c>. Pages of other origins do not
    /// come so far: the access guard refuses them.
    /// </summary>
    /// <returns>The body, or what is wrong with it.</returns>
    public static async ValueTask<(T? Body, ApiError? Error)> ReadFromAnyTypeAsync<T>(
        HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (context.Request.ContentLength > GatewayLimits.BodyBytes)
        {
            return (null, ApiError.TooLarge("request body", GatewayLimits.BodyBytes));
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = GatewayLimits.BodyBytes;
        }
        try
        {
            var body = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, type, context.RequestAborted);
            return body is null ? (null, ApiError.Invalid("The body is null; expected a JSON object.")) : (body, null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, ApiError.TooLarge("request body", GatewayLimits.BodyBytes));
        }
        catch (JsonException e)
        {
            return (null, Explain(e));
        }
    }

    private static ApiError Explain(JsonException e)
    {
        var field = e.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal)
            ? path[2..]
            : null;
        // The serializer's own messages name .NET types; ours are written for the caller and stand alone.
        var said = e.InnerException is null && !e.Message.Contains("System.", StringComparison.Ordinal)
            ? $" {e.Message}"
            : "";
        return ApiError.Invalid(
            field is null ? $"The body is not valid JSON.{said}" : $"{field} has the wrong type or form.{said}", field);
    }
}

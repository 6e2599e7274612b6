using System.Globalization;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>Tells a caller that he is refused, in the shape that the route's clients expect.</summary>
internal static class RefusalWriter
{
    /// <summary>Answers the request with the refusal.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        var response = context.Response;
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }
        response.Headers.CacheControl = "no-store";
        if (context.GetEndpoint()?.Metadata.GetMetadata<RefusalMetadata>() is { } shape)
        {
            return shape.WriteAsync(context, refusal);
        }
        response.StatusCode = refusal.Status;
        response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(
            response.BodyWriter,
            new ErrorBody(refusal.Message, refusal.Code),
            AdministrationJson.Default.ErrorBody,
            context.RequestAborted);
    }
}

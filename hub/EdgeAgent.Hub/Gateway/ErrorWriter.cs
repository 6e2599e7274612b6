using System.Globalization;
using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Gateway.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Sends errors in OpenAI's shape.</summary>
internal static class ErrorWriter
{
    /// <summary>The error as the client reads it.</summary>
    public static ErrorBody Body(ApiError error) =>
        new(new ErrorDetail(error.Message, error.Type, error.Param, error.Code));

    /// <summary>Answers a request that the hub's access rules refuse.</summary>
    public static Task WriteAsync(HttpContext context, Refusal refusal) =>
        WriteAsync(context, ApiError.Refused(refusal));

    /// <summary>Answers a request with the error.</summary>
    public static async Task WriteAsync(HttpContext context, ApiError error)
    {
        var response = context.Response;
        response.StatusCode = error.Status;
        if (error.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            response.BodyWriter, Body(error), OpenAiJson.Default.ErrorBody, context.RequestAborted);
    }
}

using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway;

/// <summary>An error in OpenAI's shape, with its HTTP status.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">For a person, with numbers.</param>
/// <param name="Type">OpenAI's class of error.</param>
/// <param name="Code">For a program; null where the class says all.</param>
/// <param name="Param">The field at fault.</param>
/// <param name="RetryAfterSeconds">When to come again; null: do not.</param>
internal sealed record ApiError(
    int Status, string Message, string Type, string? Code, string? Param = null, int? RetryAfterSeconds = null)
{
    private const string InvalidRequest = "invalid_request_error";
    private const string ServerError = "server_error";

    public static ApiError Invalid(string message, string? param = null, string? code = null) =>
        new(StatusCodes.Status400BadRequest, message, InvalidRequest, code, param);

    public static ApiError Unsupported(string message, string param) =>
        Invalid(message, param, "unsupported_parameter");

    public static ApiError UnknownModel(string name) => new(
        StatusCodes.Status404NotFound,
        $"The model '{name}' does not exist here; GET /v1/models lists those that do.",
        InvalidRequest,
        "model_not_found",
        "model");

    public static ApiError Refused(Refusal refusal) => new(
        refusal.Status,
        refusal.Message,
        refusal.Status switch
        {
            StatusCodes.Status401Unauthorized => "authentication_error",
            StatusCodes.Status403Forbidden => "permission_error",
            StatusCodes.Status429TooManyRequests => "rate_limit_error",
            _ => InvalidRequest,
        },
        refusal.Code,
        RetryAfterSeconds: refusal.RetryAfterSeconds);

    public static ApiError ModelNotAllowed(string name) => new(
        StatusCodes.Status403Forbidden,
        $"The key may not use the model '{name}'; GET /v1/models lists those that it may.",
        "permission_error",
        "model_not_allowed",
        "model");

    public static ApiError ContextExceeded(string detail) => Invalid(detail, "messages", "context_length_exceeded");

    public static ApiError TooLarge(string what, long limitBytes) => new(
        StatusCodes.Status413PayloadTooLarge,
        $"The {what} is too large: at most {limitBytes} bytes are taken.",
        InvalidRequest,
        "request_too_large");

    public static ApiError NotJson() => new(
        StatusCodes.Status415UnsupportedMediaType,
        "Send the request with the header Content-Type: application/json.",
        InvalidRequest,
        "unsupported_media_type");

    public static ApiError Unavailable(string message, string code, int retryAfterSeconds) => new(
        StatusCodes.Status503ServiceUnavailable, message, ServerError, code, RetryAfterSeconds: retryAfterSeconds);

    public static ApiError DeviceFailed(string detail) => new(
        StatusCodes.Status502BadGateway, detail, ServerError, "device_failed");

    public static ApiError DeadlineExceeded(TimeSpan limit) => new(
        StatusCodes.Status504GatewayTimeout,
        $"No complete answer within the deadline of {limit.TotalSeconds:0.###} s.",
        ServerError,
        "deadline_exceeded");
}

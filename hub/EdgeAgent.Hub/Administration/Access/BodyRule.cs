using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>How much body a request may bring; what a route reads it may bound more tightly.</summary>
internal static class BodyRule
{
    /// <summary>From whoever the hub does not know, bytes: a password, a pairing message.</summary>
    public const long StrangerBytes = 32 * 1024;

    /// <summary>From whoever it knows, bytes, where the route does not say more.</summary>
    public const long KnownBytes = 1 << 20;

    /// <summary>Bounds the body.</summary>
    /// <returns>Why it is refused at once, by its own length; null to go on: a body that says no length is cut when it is read.</returns>
    public static Refusal? Apply(HttpContext context, Caller caller)
    {
        var limit = caller is Caller.Stranger
            ? StrangerBytes
            : context.GetEndpoint()?.Metadata.GetMetadata<BodyMetadata>()?.MaxRequestBodySize ?? KnownBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }
        return context.Request.ContentLength > limit
            ? new Refusal(
                StatusCodes.Status413PayloadTooLarge, $"The body is too large: at most {limit} bytes are taken.",
                "request_too_large")
            : null;
    }
}

using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>
/// Whether a request may come from where a browser says that it comes from. A page of another site can make a
/// visitor's browser call loopback or the house's network; browsers mark such calls, other programs mark nothing.
/// </summary>
internal static class OriginRule
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string FetchMode = "Sec-Fetch-Mode";

    /// <summary>Whether the request goes on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isPage">A page may be opened by a link from elsewhere; it shows nothing to the page that links.</param>
    public static bool Allows(HttpRequest request, bool isPage)
    {
        var origin = request.Headers.Origin;
        if (origin.Count > 0
            && !(origin.Count == 1
                && string.Equals(origin[0], $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }
        return request.Headers[FetchSite].ToString() switch
        {
            "" or "same-origin" or "none" => true,
            _ => isPage && HttpMethods.IsGet(request.Method)
                && string.Equals(request.Headers[FetchMode].ToString(), "navigate", StringComparison.Ordinal),
        };
    }
}

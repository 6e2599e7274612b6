using EdgeAgent.Hub.Administration.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EdgeAgent.Hub.Pages;

/// <summary>The hub's web page.</summary>
public static class PagesExtensions
{
    /// <summary>Maps <c>/</c> and its files.</summary>
    public static IEndpointRouteBuilder MapHubPages(this IEndpointRouteBuilder endpoints)
    {
        foreach (var asset in PageAsset.All)
        {
            var route = endpoints.MapGet(asset.Route, (RequestDelegate)new PageEndpoint(asset).GetAsync);
            route.Needs(asset.Needs);
            if (asset.IsPage)
            {
                route.WithMetadata(new PageMetadata());
            }
        }
        return endpoints;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace EdgeAgent.Hub.Doors;

/// <summary>An endpoint exists only at its own door: elsewhere the path is not found. Endpoints without a door belong to the pages.</summary>
internal sealed class DoorMatcherPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => -1000;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => true;

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var door = httpContext.Features.Get<DoorFeature>()?.Door ?? Door.Http;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
            {
                continue;
            }
            var own = candidates[i].Endpoint.Metadata.GetMetadata<DoorMetadata>();
            candidates.SetValidity(i, own is null ? door is Door.Http or Door.Https : own.Door == door);
        }
        return Task.CompletedTask;
    }
}

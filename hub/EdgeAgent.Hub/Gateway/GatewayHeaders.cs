using System.Globalization;
using EdgeAgent.Contracts;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Response headers beyond OpenAI's.</summary>
internal static class GatewayHeaders
{
    /// <summary>The device that answers.</summary>
    public const string Device = "x-edgeagent-device";

    /// <summary>
    /// Digest of its claim; in a stream it stands in the last chunk's field <c>edgeagent</c> instead.
    /// </summary>
    public const string Claim = "x-edgeagent-claim";

    /// <summary>
    /// Price in micro-credits; in a stream it stands in the last chunk's field <c>edgeagent</c> instead.
    /// </summary>
    public const string Cost = "x-edgeagent-cost";

    /// <summary>Writes what is known.</summary>
    public static void Write(HttpResponse response, Address? device, Bytes32? claim, UInt128? costMicros = null)
    {
        if (costMicros is { } cost)
        {
            response.Headers[Cost] = cost.ToString(CultureInfo.InvariantCulture);
        }
        if (device is not null)
        {
            response.Headers[Device] = device.ToString();
        }
        if (claim is not null)
        {
            response.Headers[Claim] = claim.ToString();
        }
    }
}

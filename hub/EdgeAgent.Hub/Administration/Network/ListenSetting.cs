using System.Net;
using EdgeAgent.Hub.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Administration.Network;

/// <summary>Which network may reach the hub: <c>Hub:Listen</c>, and how it is changed.</summary>
internal sealed class ListenSetting(IOptions<HubOptions> options, IConfiguration configuration, SettingsFile file)
{
    private const string Key = $"{HubOptions.Section}:{nameof(HubOptions.Listen)}";

    /// <summary>The address in force.</summary>
    public string Current => options.Value.Listen;

    /// <summary>Whether only this box can reach the hub.</summary>
    public bool IsLoopbackOnly => IPAddress.IsLoopback(IPAddress.Parse(Current));

    /// <summary>Whether command line or environment say the address, against which the file counts nothing.</summary>
    public bool IsFixed { get; } = IsSetOutsideFile(configuration);

    /// <summary>Stores another address; it counts from the next start.</summary>
    /// <returns>Why it cannot be done; null when it is stored.</returns>
    public string? TrySet(string listen)
    {
        if (IsFixed)
        {
            return "Hub:Listen is set on the hub's command line or in its environment; change it there.";
        }
        if (!IPAddress.TryParse(listen, out var address) || !LocalAddresses.CanListen(address))
        {
            return $"'{(listen.Length > 64 ? "…" : listen)}' is no address of this box; "
                + "choose 127.0.0.1, 0.0.0.0 or one of the box's own.";
        }
        return file.TrySet(nameof(HubOptions.Listen), address.ToString());
    }

    private static bool IsSetOutsideFile(IConfiguration configuration)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return false;
        }
        foreach (var provider in root.Providers.Reverse())
        {
            if (provider is ChainedConfigurationProvider chained)
            {
                if (chained.Configuration[Key] is not null)
                {
                    return IsSetOutsideFile(chained.Configuration);
                }
            }
            else if (provider.TryGet(Key, out _))
            {
                return provider is not JsonConfigurationProvider;
            }
        }
        return false;
    }
}

using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Settings of the door for AI clients.</summary>
public sealed class GatewayOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Hub:Gateway";

    /// <summary>Time for one answer where the client does not say, seconds, 1 to 3600.</summary>
    [Range(1, 3600)]
    public int DeadlineSeconds { get; set; } = 600;
}

using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Hub.Administration.Limits;

/// <summary>How much one address or one key may ask of the hub. Loopback without a key is not limited: who sits at the box can stop it anyway.</summary>
internal sealed class LimitOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Hub:Limits";

    /// <summary>Requests a minute from one address (IPv6: one /64), whoever sends them.</summary>
    [Range(1, 1_000_000)]
    public int AddressRequestsPerMinute { get; set; } = 1200;

    /// <summary>Changes a minute that one address may ask for without a key or a session: logins, set-up, pairing.</summary>
    [Range(1, 1_000_000)]
    public int StrangerChangesPerMinute { get; set; } = 60;

    /// <summary>Requests a minute with one key.</summary>
    [Range(1, 1_000_000)]
    public int KeyRequestsPerMinute { get; set; } = 600;

    /// <summary>Answers of models that run at once for one address.</summary>
    [Range(1, 10_000)]
    public int AddressStreams { get; set; } = 32;

    /// <summary>Answers of models that run at once for one key.</summary>
    [Range(1, 10_000)]
    public int KeyStreams { get; set; } = 16;
}

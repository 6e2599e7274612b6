using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Actuating;

/// <summary>How outputs behave.</summary>
public sealed class ActuatingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Actuating";

    /// <summary>After so long without the hub, outputs go to their safe states, seconds.</summary>
    [Range(1, 86_400)]
    public int LostLinkSeconds { get; set; } = 60;
}

using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Updating;

/// <summary>Settings of updates.</summary>
internal sealed class UpdateOptions
{
    public const string Section = "Updating";

    /// <summary>Whether releases are taken from the hub. Without it the device still says what runs.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Pause between two questions, seconds.</summary>
    [Range(5, 86_400)]
    public int CheckSeconds { get; set; } = 600;

    /// <summary>How long a new version must hold the line to its hub before it has proved itself, seconds. Less than the guard's ten minutes.</summary>
    [Range(1, 300)]
    public int ProofSeconds { get; set; } = 60;
}

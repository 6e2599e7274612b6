using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Inference;

/// <summary>How the agent works.</summary>
public sealed class InferenceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Inference";

    /// <summary>Jobs that the device takes at once, waiting and running together.</summary>
    [Range(1, 64)]
    public int QueueLimit { get; set; } = 8;

    /// <summary>Most tokens of context for each sequence, which bounds the memory of a job; 0: what the model was trained for, never more.</summary>
    [Range(0, 1_048_576)]
    public int ContextTokens { get; set; } = 4096;

    /// <summary>Compute threads; 0: one for each physical core.</summary>
    [Range(0, 256)]
    public int Threads { get; set; }

    /// <summary>Jobs for one model that are computed side by side; the others wait. 0: four.</summary>
    [Range(0, 64)]
    public int Slots { get; set; }

    /// <summary>Memory that all models together may take, bytes; 0: three quarters of what the system leaves to this process.</summary>
    [Range(0, 1L << 50)]
    public long MemoryBytes { get; set; }

    /// <summary>Time that running jobs have to finish when the agent is told to stop, seconds.</summary>
    [Range(0, 300)]
    public int DrainSeconds { get; set; } = 10;
}

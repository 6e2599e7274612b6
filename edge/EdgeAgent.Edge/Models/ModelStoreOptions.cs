using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Models;

/// <summary>How the agent keeps models.</summary>
public sealed class ModelStoreOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Models";

    /// <summary>Space for models, bytes; default 32 GiB. What does not fit is not fetched.</summary>
    [Range(1L << 20, 1L << 50)]
    public long QuotaBytes { get; set; } = 32L << 30;
}

using System.ComponentModel.DataAnnotations;

namespace EdgeAgent.Edge.Connection;

/// <summary>How the agent keeps its line to the hub.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Connection";

    /// <summary>Silence after which the line is probed, and the time that the answer may take, seconds.</summary>
    [Range(5, 600)]
    public int KeepAliveSeconds { get; set; } = 15;

    /// <summary>Longest wait for one host to answer: connection, TLS, MQTT; seconds.</summary>
    [Range(1, 60)]
    public int ConnectTimeoutSeconds { get; set; } = 5;

    /// <summary>Upper bound of the first wait after a lost line, milliseconds.</summary>
    [Range(10, 10_000)]
    public int BackoffFirstMs { get; set; } = 200;

    /// <summary>Upper bound of all waits, milliseconds.</summary>
    [Range(1_000, 600_000)]
    public int BackoffMaxMs { get; set; } = 15_000;
}

namespace EdgeAgent.Hub.Metrics;

/// <summary>How measurements of an instrument come together.</summary>
internal enum MetricKind
{
    /// <summary>They add up.</summary>
    Counter,

    /// <summary>Each is the whole sum so far.</summary>
    Total,

    /// <summary>The last one counts.</summary>
    Gauge,

    /// <summary>They are counted by size.</summary>
    Histogram,
}

using System.Diagnostics.Metrics;

namespace EdgeAgent.Hub.Metrics;

/// <summary>
/// What the hub counts, for <c>GET /metrics</c>. One meter a hub, so that hubs in one process do not mix.
/// </summary>
internal sealed class HubMetrics : IDisposable
{
    // From the goal of the path itself (5 ms) to a cold load on a slow card.
    private static readonly InstrumentAdvice<double> s_firstTokenSeconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly Meter _meter = new("EdgeAgent.Hub");
    private readonly PrometheusExporter _exporter;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _tokens;
    private readonly Counter<long> _moves;
    private readonly Counter<long> _claims;
    private readonly Histogram<double> _firstToken;

    /// <summary>Makes the instruments.</summary>
    public HubMetrics()
    {
        _exporter = new PrometheusExporter(_meter);
        _requests = _meter.CreateCounter<long>(
            "edgehub_requests_total", description: "Requests for text, by how they ended.");
        _tokens = _meter.CreateCounter<long>("edgehub_tokens_total", description: "Tokens of complete answers.");
        _moves = _meter.CreateCounter<long>(
            "edgehub_job_moves_total", description: "Jobs that were offered to a further device after the first.");
        _claims = _meter.CreateCounter<long>("edgehub_claims_total", description: "Claims of devices, by verdict.");
        _firstToken = _meter.CreateHistogram(
            "edgehub_first_token_seconds",
            description: "Time from a request to the first text of its answer.",
            advice: s_firstTokenSeconds);
        AddGauge("process_resident_memory_bytes", "Memory of the hub's process.", () => Environment.WorkingSet);
        AddGauge("edgehub_managed_memory_bytes", "Memory in use by managed objects.", () => GC.GetTotalMemory(false));
        _meter.CreateObservableCounter(
            "process_cpu_seconds_total",
            () => Environment.CpuUsage.TotalTime.TotalSeconds,
            description: "Processor time of the hub's process.");
        _moves.Add(0); // the series without labels are there from the start
    }

    /// <summary>Adds a number that is read when somebody asks.</summary>
    public void AddGauge(string name, string description, Func<long> read) =>
        _meter.CreateObservableGauge(name, read, description: description);

    /// <summary>A request ended.</summary>
    /// <param name="end">For example <c>done</c>, <c>expired</c>.</param>
    public void RequestEnded(string end) => _requests.Add(1, new KeyValuePair<string, object?>("end", end));

    /// <summary>An answer is complete.</summary>
    public void Answered(int promptTokens, int answerTokens)
    {
        _tokens.Add(promptTokens, new KeyValuePair<string, object?>("direction", "in"));
        _tokens.Add(answerTokens, new KeyValuePair<string, object?>("direction", "out"));
    }

    /// <summary>The first text of an answer has come.</summary>
    public void FirstText(TimeSpan after) => _firstToken.Record(after.TotalSeconds);

    /// <summary>A job is offered to a further device.</summary>
    public void JobMoved() => _moves.Add(1);

    /// <summary>A claim was judged.</summary>
    public void ClaimJudged(string verdict) => _claims.Add(1, new KeyValuePair<string, object?>("verdict", verdict));

    /// <summary>All of it in Prometheus' text format.</summary>
    public string Export() => _exporter.Export();

    /// <inheritdoc/>
    public void Dispose()
    {
        _exporter.Dispose();
        _meter.Dispose();
    }
}

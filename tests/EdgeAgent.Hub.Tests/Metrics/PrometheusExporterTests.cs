using System.Diagnostics.Metrics;
using EdgeAgent.Hub.Metrics;

namespace EdgeAgent.Hub.Tests.Metrics;

public sealed class PrometheusExporterTests
{
    [Fact]
    public void Counters_gauges_and_histograms_are_written_as_Prometheus_reads_them()
    {
        using var meter = new Meter("test");
        using var exporter = new PrometheusExporter(meter);
        var counter = meter.CreateCounter<long>("test_total", description: "Things.");
        var histogram = meter.CreateHistogram(
            "test_seconds", description: "Times.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        meter.CreateObservableGauge("test_now", () => 42L, description: "Now.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "b"));
        counter.Add(1, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "b"));
        histogram.Record(0.05);
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(7);
        Assert.Equal(
            """
            # HELP test_now Now.
            # TYPE test_now gauge
            test_now 42
            # HELP test_seconds Times.
            # TYPE test_seconds histogram
            test_seconds_bucket{le="0.1"} 2
            test_seconds_bucket{le="1"} 3
            test_seconds_bucket{le="+Inf"} 4
            test_seconds_sum 7.65
            test_seconds_count 4
            # HELP test_total Things.
            # TYPE test_total counter
            test_total{kind="a"} 1
            test_total{kind="b"} 5

            """,
            exporter.Export());
    }

    [Fact]
    public void Another_meter_of_the_same_name_does_not_mix_in()
    {
        using var meter = new Meter("test");
        using var other = new Meter("test");
        using var exporter = new PrometheusExporter(meter);
        other.CreateCounter<long>("test_total").Add(5);
        Assert.Equal("", exporter.Export());
    }
}

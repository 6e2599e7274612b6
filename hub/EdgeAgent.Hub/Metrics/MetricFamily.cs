using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace EdgeAgent.Hub.Metrics;

/// <summary>All series of one instrument. Not safe for concurrent callers.</summary>
internal sealed class MetricFamily
{
    /// <summary>Most combinations of labels; labels here come from short closed lists.</summary>
    private const int MaxSeries = 64;

    private readonly string _name;
    private readonly string _help;
    private readonly MetricKind _kind;
    private readonly double[] _bounds;
    private readonly SortedDictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);

    /// <summary>For one instrument.</summary>
    public MetricFamily(Instrument instrument)
    {
        _name = instrument.Name;
        _help = instrument.Description ?? "";
        _bounds = instrument is Histogram<double> histogram
            ? [.. histogram.Advice?.HistogramBucketBoundaries ?? []]
            : [];
        _kind = instrument switch
        {
            Histogram<double> => MetricKind.Histogram,
            Counter<long> => MetricKind.Counter,
            ObservableCounter<double> => MetricKind.Total,
            _ => MetricKind.Gauge,
        };
    }

    /// <summary>Takes a measurement.</summary>
    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count == MaxSeries)
            {
                return;
            }
            series = new MetricSeries(_bounds);
            _series.Add(labels, series);
        }
        if (_kind is MetricKind.Gauge or MetricKind.Total)
        {
            series.Set(value);
        }
        else
        {
            series.Add(value);
        }
    }

    /// <summary>Writes the family.</summary>
    public void WriteTo(StringBuilder text)
    {
        var kind = _kind switch
        {
            MetricKind.Histogram => "histogram",
            MetricKind.Gauge => "gauge",
            _ => "counter",
        };
        text.Append(CultureInfo.InvariantCulture, $"# HELP {_name} {_help}\n# TYPE {_name} {kind}\n");
        foreach (var (labels, series) in _series)
        {
            if (_kind == MetricKind.Histogram)
            {
                WriteHistogram(text, series);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"{_name}{labels} {series.Sum}\n");
            }
        }
    }

    private void WriteHistogram(StringBuilder text, MetricSeries series)
    {
        var below = 0L;
        for (var i = 0; i < _bounds.Length; i++)
        {
            below += series.Buckets[i];
            text.Append(CultureInfo.InvariantCulture, $"{_name}_bucket{{le=\"{_bounds[i]}\"}} {below}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"{_name}_bucket{{le=\"+Inf\"}} {series.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{_name}_sum {series.Sum}\n{_name}_count {series.Count}\n");
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }
        var text = new StringBuilder("{");
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 1 ? "," : "")
                .Append(CultureInfo.InvariantCulture, $"{name}=\"{value}\""); // our own words: nothing to escape
        }
        return text.Append('}').ToString();
    }
}

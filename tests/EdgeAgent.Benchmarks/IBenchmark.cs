namespace EdgeAgent.Benchmarks;

/// <summary>One question, answered by a measurement on the real programs.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>What it answers.</summary>
    string Question { get; }

    /// <summary>Measures and prints a Markdown table.</summary>
    Task RunAsync(TextWriter report, CancellationToken cancellationToken);
}

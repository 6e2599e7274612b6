namespace EdgeAgent.Models.Gguf;

/// <summary>What a first load of a model has shown.</summary>
/// <param name="Name">The model's own name.</param>
/// <param name="EstimatedBytes">What a model with as much of its context in use was said to take.</param>
/// <param name="MeasuredBytes">By how much the process has grown.</param>
/// <param name="Threads">Compute threads.</param>
/// <param name="TokensPerSecond">Of one answer.</param>
public sealed record ModelProbeReport(
    string Name, long EstimatedBytes, long MeasuredBytes, int Threads, double TokensPerSecond);

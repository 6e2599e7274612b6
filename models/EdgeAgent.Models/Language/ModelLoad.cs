namespace EdgeAgent.Models.Language;

/// <summary>How busy a loaded model is.</summary>
/// <param name="Running">Sequences that are being computed.</param>
/// <param name="Waiting">Requests in line.</param>
/// <param name="Wait">
/// How long a new request would wait before it is computed, from measured speed and what those ahead may still ask for;
/// they often end sooner. Zero where a place is free.
/// </param>
public sealed record ModelLoad(int Running, int Waiting, TimeSpan Wait);

namespace EdgeAgent.Edge.Wiring;

/// <summary>A program that the hub may have run. It gets no argument from outside.</summary>
/// <param name="Name">What commands call it.</param>
/// <param name="File">Absolute path.</param>
/// <param name="Arguments">Always the same ones.</param>
/// <param name="TimeoutMs">It is ended after so long.</param>
internal sealed record CommandWire(string Name, string File, IReadOnlyList<string>? Arguments = null, int TimeoutMs = 30_000);

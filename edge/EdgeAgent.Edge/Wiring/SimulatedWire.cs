using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Wiring;

/// <summary>How a simulated point behaves; the same seed gives the same course.</summary>
/// <param name="Mean">Middle of its day; for kinds with two states, the share of minutes in which it is 1.</param>
/// <param name="Swing">Up and down from there in the course of a day.</param>
/// <param name="Noise">Random part.</param>
/// <param name="Seed">Of the random part.</param>
/// <param name="Follows">A point that pulls at it, for example a heater.</param>
/// <param name="Gain">How far, for each unit of that point.</param>
/// <param name="LagSeconds">How slowly.</param>
internal sealed record SimulatedWire(
    double Mean = 0, double Swing = 0, double Noise = 0, int Seed = 0, PointId? Follows = null, double Gain = 0,
    double LagSeconds = 60);

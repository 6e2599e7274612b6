namespace EdgeAgent.Contracts.V1;

/// <summary>One thing that a device measures or moves.</summary>
/// <param name="Id">Names it for ever, across restarts, kernels and ports.</param>
/// <param name="Name">The owner's words for it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Room">Where it is, in the owner's words; null: unknown.</param>
/// <param name="Unit">Of its value, for example <c>°C</c>; null: none.</param>
/// <param name="Min">Least value; null: none is known. Given for whatever can be set.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Step">Distance of the values that it takes or gives.</param>
/// <param name="Writable">Whether it can be set.</param>
/// <param name="Safe">Value that the device sets by itself at start, at exit, and when the hub is away; null: it stays as it is.</param>
/// <param name="Guarded">Whether harm can come of it (locks, heaters, doors): the assistant and integrations may set it only after the owner has said so.</param>
/// <param name="Simulated">Whether nothing real is behind it.</param>
/// <param name="Diagnostic">Whether it tells of the device itself and not of the home.</param>
public sealed record PointInfo(
    PointId Id,
    string Name,
    PointKind Kind,
    string? Room = null,
    string? Unit = null,
    double? Min = null,
    double? Max = null,
    double? Step = null,
    bool Writable = false,
    double? Safe = null,
    bool Guarded = false,
    bool Simulated = false,
    bool Diagnostic = false)
{
    /// <summary>Whether the point can be set to a value; a number, inside the range, on a step.</summary>
    public bool Takes(double value) => Writable && double.IsFinite(value)
        && !(value < Min) && !(value > Max) && OnStep(value);

    internal void Validate()
    {
        WireCheck.Text(Name, "name", WireLimits.PointTextChars);
        WireCheck.Text(Room, "room", WireLimits.PointTextChars);
        WireCheck.Text(Unit, "unit", WireLimits.UnitChars);
        WireCheck.Range(Min ?? 0, "min", double.MinValue, double.MaxValue);
        WireCheck.Range(Max ?? double.MaxValue, "max", Min ?? double.MinValue, double.MaxValue);
        WireCheck.Range(Step ?? 1, "step", double.Epsilon, double.MaxValue);
        if (Writable && (Min is null || Max is null))
        {
            throw new WireFormatException("A writable point has no min or no max.");
        }
        if (Safe is { } safe)
        {
            WireCheck.Range(safe, "safe", Min ?? double.MinValue, Max ?? double.MaxValue);
        }
    }

    private bool OnStep(double value)
    {
        if (Step is not { } step)
        {
            return true;
        }
        var steps = (value - (Min ?? 0)) / step;
        return Math.Abs(steps - Math.Round(steps)) < 1e-6; // 21.3 on steps of 0.1 is not exact in binary
    }
}

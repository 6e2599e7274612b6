namespace EdgeAgent.Contracts.V1;

/// <summary>With what a command works.</summary>
/// <param name="Point">For <see cref="CommandOp.Set"/>: the point.</param>
/// <param name="Value">For <see cref="CommandOp.Set"/>: its new value, absolute.</param>
/// <param name="Name">For <see cref="CommandOp.Run"/>: an entry of the device's list of allowed commands.</param>
public sealed record CommandArgs(PointId? Point = null, double? Value = null, string? Name = null);

namespace EdgeAgent.Hub.Points.Json;

/// <summary><c>POST /api/hub/devices/{device}/points/{point}</c>.</summary>
/// <param name="Value">The new value.</param>
/// <param name="LifeMs">How long the command is worth anything, milliseconds; default 5000.</param>
internal sealed record SetBody(double Value, int LifeMs = 5_000);

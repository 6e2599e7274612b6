namespace EdgeAgent.Hub.Pairing.Json;

/// <summary>A device that knew its secret and was refused.</summary>
/// <param name="Key">Of the enrolment.</param>
/// <param name="Name">The short name that it had.</param>
/// <param name="Device">Its account.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="At">When.</param>
internal sealed record RefusedBody(string Key, string Name, string Device, string Reason, DateTimeOffset At);

namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>An administrative act as it is written down. Nothing in it is secret.</summary>
/// <param name="Action">What, for example <c>key.add</c>.</param>
/// <param name="Subject">To whom or what; empty where the action says it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">What else is worth knowing.</param>
internal sealed record AuditAct(string Action, string Subject, AuditOutcome Outcome, string Detail = "");

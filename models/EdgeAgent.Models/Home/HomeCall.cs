namespace EdgeAgent.Models.Home;

/// <summary>One call as the model wrote it; names are not yet looked up.</summary>
/// <param name="Verb">What is asked.</param>
/// <param name="Clause">Of what, and which value; empty for <see cref="HomeVerb.Scenes"/>.</param>
/// <param name="When">Null for at once.</param>
public sealed record HomeCall(HomeVerb Verb, HomeClause Clause, HomeWhen? When = null);

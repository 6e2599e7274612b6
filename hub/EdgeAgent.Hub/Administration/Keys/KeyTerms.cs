using EdgeAgent.Hub.Administration.Access;

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>What a key is for.</summary>
/// <param name="Name">1 to <see cref="KeyLimits.NameChars"/> characters, for people.</param>
/// <param name="Scopes">What it may do; at least one.</param>
/// <param name="Models">Names of the models that it may use; null: all.</param>
/// <param name="SpendLimitMicros">What it may spend in all, in millionths of a credit; null: no limit.</param>
internal sealed record KeyTerms(
    string Name, Scopes Scopes, IReadOnlyList<string>? Models = null, long? SpendLimitMicros = null)
{
    /// <summary>What is wrong with these terms; null when nothing is.</summary>
    public string? Fault() => this switch
    {
        { Name: var name } when name.Length is 0 or > KeyLimits.NameChars || name.Any(char.IsControl) =>
            $"name must be 1 to {KeyLimits.NameChars} characters, none of them a control character.",
        { Scopes: Scopes.None } => $"scopes must name at least one of {ScopeNames.All}.",
        { Models.Count: 0 or > KeyLimits.Models } =>
            $"models must name 1 to {KeyLimits.Models} models; leave it out to allow all.",
        { Models: { } models } when models.Any(m => m.Length is 0 or > KeyLimits.ModelChars || m.Any(char.IsControl)) =>
            $"a model's name has 1 to {KeyLimits.ModelChars} characters, none of them a control character.",
        { SpendLimitMicros: < 0 } => "spendLimitMicros must be 0 or more; leave it out for no limit.",
        _ => null,
    };
}

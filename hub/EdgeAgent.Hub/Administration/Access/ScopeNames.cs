namespace EdgeAgent.Hub.Administration.Access;

/// <summary>The words for scopes in JSON and on the command line.</summary>
internal static class ScopeNames
{
    /// <summary>All words, in the order in which they are told.</summary>
    public const string All = "read, infer, actuate, admin";

    private static readonly (Scopes Scope, string Name)[] s_names =
    [
        (Scopes.Read, "read"), (Scopes.Infer, "infer"), (Scopes.Actuate, "actuate"), (Scopes.Admin, "admin"),
    ];

    /// <summary>The words of the scopes that are set.</summary>
    public static IReadOnlyList<string> Of(Scopes scopes) =>
        [.. s_names.Where(pair => scopes.HasFlag(pair.Scope)).Select(pair => pair.Name)];

    /// <summary>Reads words; false when there is none, or one that is no scope.</summary>
    public static bool TryParse(IEnumerable<string> words, out Scopes scopes)
    {
        scopes = Scopes.None;
        foreach (var word in words)
        {
            var (scope, _) = Array.Find(s_names, pair => string.Equals(pair.Name, word, StringComparison.Ordinal));
            if (scope == Scopes.None)
            {
                return false;
            }
            scopes |= scope;
        }
        return scopes != Scopes.None;
    }
}

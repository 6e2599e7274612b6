namespace EdgeAgent.Architecture.Tests;

/// <summary>Holds edges between projects against <see cref="ArchitectureRules"/>.</summary>
internal static class ArrowCheck
{
    private const string TestsFolder = "tests";

    /// <param name="folders">Top folder of each project, by name.</param>
    /// <param name="edges">Who uses whom.</param>
    /// <returns>One sentence for each forbidden edge; empty when all is well.</returns>
    public static IReadOnlyList<string> Violations(
        IReadOnlyDictionary<string, string> folders,
        IEnumerable<ProjectEdge> edges) =>
        [.. edges.Distinct().Where(edge => !IsAllowed(folders, edge)).Select(
            edge => $"{edge.From} must not use {edge.To} ({edge.DeclaredIn})")];

    private static bool IsAllowed(IReadOnlyDictionary<string, string> folders, ProjectEdge edge)
    {
        if (!folders.ContainsKey(edge.To))
        {
            return false;
        }

        if (folders[edge.From] == TestsFolder)
        {
            return edge.To != ArchitectureRules.Trainer || edge.From == ArchitectureRules.Trainer + ".Tests";
        }

        return Array.Exists(
            ArchitectureRules.Projects,
            rule => rule.Name == edge.From && rule.MayUse.Contains(edge.To, StringComparer.Ordinal));
    }
}

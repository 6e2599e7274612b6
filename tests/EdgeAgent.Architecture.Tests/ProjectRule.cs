namespace EdgeAgent.Architecture.Tests;

/// <summary>Where a project lives and what it may use.</summary>
/// <param name="Folder">Top folder of the project.</param>
/// <param name="Name">Name of the project.</param>
/// <param name="MayUse">Names of the projects that it may reference.</param>
internal sealed record ProjectRule(string Folder, string Name, params string[] MayUse);

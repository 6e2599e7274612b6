namespace EdgeAgent.Architecture.Tests;

/// <summary>One project's use of another.</summary>
/// <param name="From">Name of the project that uses the other.</param>
/// <param name="To">Name of the used project, or the text that could not be resolved to one.</param>
/// <param name="DeclaredIn">File that says so, relative to the root.</param>
internal sealed record ProjectEdge(string From, string To, string DeclaredIn);

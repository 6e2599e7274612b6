namespace EdgeAgent.Architecture.Tests;

public sealed class ArrowTests
{
    private static readonly Dictionary<string, string> s_folders =
        Repository.Projects.ToDictionary(project => project.Name, project => project.TopFolder);

    [Fact]
    public void Every_project_uses_only_what_the_architecture_allows() =>
        Violations.AssertNone(ArrowCheck.Violations(
            s_folders,
            Repository.Projects.SelectMany(project => project.Edges(Repository.Projects))));

    [Fact]
    public void Every_project_outside_tests_has_a_rule_and_lies_in_its_folder() =>
        Violations.AssertNone(Repository.Projects
            .Where(project => project.TopFolder != "tests")
            .Where(project => !Array.Exists(
                ArchitectureRules.Projects,
                rule => rule.Name == project.Name && rule.Folder == project.TopFolder))
            .Select(project => project.Path));

    [Fact]
    public void Only_tests_and_the_program_around_it_see_the_internals_of_a_project() =>
        Violations.AssertNone(Repository.Projects
            .SelectMany(project => project.Friends().Select(friend => (project.Name, Friend: friend)))
            .Where(pair => !s_folders.TryGetValue(pair.Friend, out var folder) || folder != "tests")
            .Where(pair => !ArchitectureRules.Programs.Contains((pair.Name, pair.Friend)))
            .Select(pair => $"{pair.Name} shows its internals to {pair.Friend}"));

    [Theory]
    [InlineData("EdgeAgent.Edge", "EdgeAgent.Hub")]
    [InlineData("EdgeAgent.Hub", "EdgeAgent.Edge")]
    [InlineData("EdgeAgent.Hub.Service", "EdgeAgent.Edge.Service")]
    [InlineData("EdgeAgent.Contracts", "EdgeAgent.Identity")]
    [InlineData("EdgeAgent.Models", "EdgeAgent.Contracts")]
    [InlineData("EdgeAgent.Models.Gguf", "EdgeAgent.Identity")]
    [InlineData("EdgeAgent.Hub", "EdgeAgent.Hub.Tests")]
    [InlineData("EdgeAgent.Edge", "$(SomeProperty)/EdgeAgent.Hub.csproj")]
    public void A_forbidden_reference_is_reported(string from, string to)
    {
        var violation = Assert.Single(ArrowCheck.Violations(s_folders, [new ProjectEdge(from, to, "a.csproj")]));

        Assert.Equal($"{from} must not use {to} (a.csproj)", violation);
    }

    [Theory]
    [InlineData("EdgeAgent.Edge", "EdgeAgent.Identity")]
    [InlineData("EdgeAgent.Hub", "EdgeAgent.Models.Gguf")]
    [InlineData("EdgeAgent.Identity", "EdgeAgent.Contracts")]
    [InlineData("EdgeAgent.EndToEnd.Tests", "EdgeAgent.Hub")]
    [InlineData("EdgeAgent.EndToEnd.Tests", "EdgeAgent.Edge")]
    public void An_allowed_reference_is_not_reported(string from, string to) =>
        Assert.Empty(ArrowCheck.Violations(s_folders, [new ProjectEdge(from, to, "a.csproj")]));

    [Theory]
    [InlineData("EdgeAgent.Hub")]
    [InlineData("EdgeAgent.Hub.Tests")]
    public void Nothing_but_its_own_tests_uses_the_trainer(string from)
    {
        var folders = new Dictionary<string, string>(s_folders) { [ArchitectureRules.Trainer] = "models" };

        Assert.Single(ArrowCheck.Violations(
            folders,
            [new ProjectEdge(from, ArchitectureRules.Trainer, "a.csproj")]));
    }
}

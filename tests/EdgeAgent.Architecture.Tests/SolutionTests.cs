using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeAgent.Architecture.Tests;

public sealed partial class SolutionTests
{
    private const int RegexTimeoutMs = 10_000;

    private static readonly string[] s_dependencyKinds =
        ["dependencies", "devDependencies", "optionalDependencies"];

    [Fact]
    public void Every_project_is_in_the_solution() =>
        Assert.Equal(
            Repository.Projects.Select(project => project.Path).Order(StringComparer.Ordinal),
            SolutionEntry().Matches(Repository.ReadText("EdgeAgent.sln"))
                .Select(match => match.Groups["path"].Value.Replace('\\', '/'))
                .Order(StringComparer.Ordinal));

    [Fact]
    public void The_top_level_holds_nothing_new() =>
        Violations.AssertNone(Repository.Files
            .Select(file => file.Split('/')[0])
            .Distinct()
            .Except(ArchitectureRules.TopLevel));

    [Fact]
    public void Every_package_version_stands_in_the_central_file() =>
        Violations.AssertNone(Repository.Projects.SelectMany(project => project.InlineVersions()).Distinct());

    [Fact]
    public void Every_npm_package_is_pinned_to_one_version() =>
        Violations.AssertNone(
            from file in Named("package.json")
            let json = JsonDocument.Parse(Repository.ReadText(file)).RootElement
            from kind in s_dependencyKinds
            where json.TryGetProperty(kind, out _)
            from package in json.GetProperty(kind).EnumerateObject()
            where !ExactVersion().IsMatch(package.Value.GetString()!)
            select $"{package.Name} {package.Value} in {file}");

    [Fact]
    public void Every_npm_package_file_has_a_lock_file_with_integrity_and_without_addresses() =>
        Violations.AssertNone(Named("package.json").SelectMany(LockFileFaults));

    private static IEnumerable<string> Named(string name) =>
        Repository.Files.Where(file => Path.GetFileName(file) == name);

    private static IEnumerable<string> LockFileFaults(string packageFile)
    {
        var lockFile = Path.Combine(Path.GetDirectoryName(packageFile)!, "package-lock.json");
        if (!Repository.Files.Contains(lockFile, StringComparer.Ordinal))
        {
            return [$"{lockFile} is missing"];
        }

        return JsonDocument.Parse(Repository.ReadText(lockFile)).RootElement.GetProperty("packages")
            .EnumerateObject()
            .Where(package => package.Name != "")
            .Where(package => package.Value.TryGetProperty("resolved", out _)
                || !package.Value.TryGetProperty("integrity", out _))
            .Select(package => $"{package.Name} in {lockFile}");
    }

    [GeneratedRegex(
        """= "[^"]+", "(?<path>[^"]+\.csproj)",""",
        RegexOptions.ExplicitCapture,
        RegexTimeoutMs)]
    private static partial Regex SolutionEntry();

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", RegexOptions.ExplicitCapture, RegexTimeoutMs)]
    private static partial Regex ExactVersion();
}

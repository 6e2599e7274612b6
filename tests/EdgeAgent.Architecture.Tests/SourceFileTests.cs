using System.Text.RegularExpressions;

namespace EdgeAgent.Architecture.Tests;

public sealed partial class SourceFileTests
{
    private const int RegexTimeoutMs = 10_000;

    private static readonly string[] s_sources =
        [.. Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))];

    [Fact]
    public void No_file_is_longer_than_a_review_can_hold() =>
        Violations.AssertNone(s_sources
            .Select(file => (file, Lines: LinesOf(file).Length))
            .Where(pair => pair.Lines > ArchitectureRules.MaxLinesPerFile)
            .Select(pair => $"{pair.file} has {pair.Lines} lines"));

    [Fact]
    public void A_file_holds_one_public_type() =>
        Violations.AssertNone(s_sources
            .Select(file => (file, Types: PublicTypes(Repository.ReadText(file))))
            .Where(pair => pair.Types > 1)
            .Select(pair => $"{pair.file} declares {pair.Types} public types"));

    [Fact]
    public void No_folder_or_file_has_a_name_that_says_nothing() =>
        Violations.AssertNone(s_sources.Where(file => file.Split('/')
            .Select(Path.GetFileNameWithoutExtension)
            .Intersect(ArchitectureRules.EmptyNames)
            .Any()));

    [Fact]
    public void No_file_hides_its_length_in_regions() =>
        Violations.AssertNone(s_sources.Where(file => RegionDirective().IsMatch(Repository.ReadText(file))));

    [Fact]
    public void Every_switched_off_warning_says_why() =>
        Violations.AssertNone(
            from file in s_sources
            let lines = LinesOf(file)
            from line in lines.Index()
            where line.Item.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
            where !line.Item.Contains("//", StringComparison.Ordinal)
                && (line.Index == 0 || !lines[line.Index - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
            select $"{file}:{line.Index + 1}");

    [Theory]
    [InlineData("public sealed class A;\npublic enum B { }\n", 2)]
    [InlineData("public static partial class A\n{\n    public sealed record B;\n}\ninternal sealed class C;\n", 1)]
    [InlineData("public readonly record struct A(int B);\npublic delegate void C();\n", 2)]
    public void Public_types_are_counted_at_the_top_level_only(string source, int expected) =>
        Assert.Equal(expected, PublicTypes(source));

    private static int PublicTypes(string source) => PublicType().Count(source);

    private static string[] LinesOf(string file) => Repository.ReadText(file).TrimEnd('\n').Split('\n');

    // The format check indents whatever is nested, so that a type at column 0 is one at the top level.
    [GeneratedRegex(
        @"^public\s+(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe|file)\s+)*"
            + @"(?:class|record|struct|interface|enum|delegate)\b",
        RegexOptions.Multiline,
        RegexTimeoutMs)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline, RegexTimeoutMs)]
    private static partial Regex RegionDirective();
}

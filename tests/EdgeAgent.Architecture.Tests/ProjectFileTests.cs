namespace EdgeAgent.Architecture.Tests;

/// <summary>The reader must see an edge → hub reference however it is written: these are the ways.</summary>
public sealed class ProjectFileTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("architecture-");

    public ProjectFileTests()
    {
        Write("hub/H/H.csproj", "<Project />");
        Write("edge/E/E.csproj", "<Project />");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("""<ProjectReference Include="../../hub/H/H.csproj" />""")]
    [InlineData("""<ProjectReference Include="..\..\hub\H\H.csproj" ReferenceOutputAssembly="false" />""")]
    [InlineData("""<ProjectReference Include="$(MSBuildThisFileDirectory)../../hub/H/H.csproj" />""")]
    [InlineData("""<Compile Include="../../hub/H/Broker/*.cs" />""")]
    [InlineData("""<Reference Include="H"><HintPath>../../hub/H/bin/H.dll</HintPath></Reference>""")]
    public void Every_way_to_use_another_project_is_seen(string item)
    {
        Write("edge/E/E.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>");

        Assert.Equal([new ProjectEdge("E", "H", "edge/E/E.csproj")], EdgesOfE());
    }

    [Theory]
    [InlineData("edge/Directory.Build.props")]
    [InlineData("edge/Directory.Build.targets")]
    [InlineData("edge/E/Publish.props")]
    public void A_reference_in_a_file_that_applies_to_the_project_is_seen(string file)
    {
        Write(file, $"""
            <Project><ItemGroup>
              <ProjectReference Include="$(MSBuildThisFileDirectory){Up(file)}hub/H/H.csproj" />
            </ItemGroup></Project>
            """);

        Assert.Equal([new ProjectEdge("E", "H", file)], EdgesOfE());
    }

    [Fact]
    public void A_reference_that_cannot_be_resolved_is_an_edge_to_its_own_text()
    {
        Write(
            "edge/E/E.csproj",
            """<Project><ItemGroup><ProjectReference Include="$(X)/H.csproj" /></ItemGroup></Project>""");

        Assert.Equal([new ProjectEdge("E", "$(X)/H.csproj", "edge/E/E.csproj")], EdgesOfE());
    }

    [Theory]
    [InlineData("""<PackageReference Include="P" Version="1.0.0" />""")]
    [InlineData("""<PackageReference Include="P" VersionOverride="1.0.0" />""")]
    [InlineData("""<PackageReference Include="P"><Version>1.0.0</Version></PackageReference>""")]
    [InlineData("""<PackageVersion Include="P" Version="1.0.0" />""")]
    public void A_package_version_beside_the_central_file_is_seen(string item)
    {
        Write("edge/E/E.csproj", $"<Project><ItemGroup>{item}</ItemGroup></Project>");

        Assert.Equal(["P in edge/E/E.csproj"], ReadE().InlineVersions());
    }

    private static string Up(string file) =>
        string.Concat(Enumerable.Repeat("../", file.Count(character => character == '/')));

    private ProjectFile ReadE() => ProjectFile.Read(_root.FullName, "edge/E/E.csproj");

    private IEnumerable<ProjectEdge> EdgesOfE() =>
        ReadE().Edges([ReadE(), ProjectFile.Read(_root.FullName, "hub/H/H.csproj")]);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

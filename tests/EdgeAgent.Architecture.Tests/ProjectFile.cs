using System.Xml.Linq;

namespace EdgeAgent.Architecture.Tests;

/// <summary>
/// A csproj with every MSBuild file that applies to it: its own props and targets, and Directory.Build.* above it.
/// </summary>
internal sealed class ProjectFile
{
    private static readonly string[] s_versionNames = ["Version", "VersionOverride"];

    private readonly string _root;
    private readonly List<(string File, XDocument Xml)> _documents;

    private ProjectFile(string root, string path, List<(string File, XDocument Xml)> documents)
    {
        _root = root;
        Path = path;
        _documents = documents;
    }

    /// <summary>Path of the csproj relative to the root, with '/'.</summary>
    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Folder of the csproj relative to the root, with '/'.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!.Replace('\\', '/');

    /// <summary>First part of the path: edge, hub, models, provisioning or tests.</summary>
    public string TopFolder => Path.Split('/')[0];

    /// <param name="root">Absolute path of the repository.</param>
    /// <param name="path">Path of the csproj relative to <paramref name="root"/>.</param>
    /// <exception cref="System.Xml.XmlException">A file is not well-formed XML.</exception>
    public static ProjectFile Read(string root, string path)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.Combine(root, path))!;
        var files = Directory.EnumerateFiles(folder)
            .Where(file => System.IO.Path.GetExtension(file) is ".csproj" or ".props" or ".targets")
            .ToList();
        for (var above = System.IO.Path.GetDirectoryName(folder)!;
            above.StartsWith(root, StringComparison.Ordinal);
            above = System.IO.Path.GetDirectoryName(above)!)
        {
            files.AddRange(Directory.EnumerateFiles(above, "Directory.Build.*"));
        }

        return new ProjectFile(root, path, [.. files.Select(file => (file, XDocument.Load(file)))]);
    }

    /// <summary>
    /// Every way in which this project reaches into another: a reference, a linked source file, an import, a
    /// library taken from the other's output folder.
    /// </summary>
    /// <param name="all">All projects, to tell whose folder a path lies in.</param>
    public IEnumerable<ProjectEdge> Edges(IReadOnlyList<ProjectFile> all) =>
        from document in _documents
        from element in document.Xml.Descendants()
        from value in PathsIn(element)
        let target = Target(document.File, element, value, all)
        where target is not null && target != Name
        select new ProjectEdge(Name, target, System.IO.Path.GetRelativePath(_root, document.File));

    /// <summary>Package references that carry a version of their own, as "package in file".</summary>
    public IEnumerable<string> InlineVersions() =>
        from document in _documents
        from element in document.Xml.Descendants()
        where element.Name.LocalName is "PackageReference" or "GlobalPackageReference" or "PackageVersion"
        where element.Name.LocalName is "PackageVersion"
            || s_versionNames.Any(
                name => element.Attribute(name) is not null || element.Element(name) is not null)
        select $"{element.Attribute("Include")?.Value} in {System.IO.Path.GetRelativePath(_root, document.File)}";

    /// <summary>Names of the assemblies that may see this project's internals.</summary>
    public IEnumerable<string> Friends() =>
        from document in _documents
        from element in document.Xml.Descendants("InternalsVisibleTo")
        from name in (element.Attribute("Include")?.Value ?? "").Split(';')
        select name.Trim();

    private static IEnumerable<string> PathsIn(XElement element)
    {
        var values = element.Attributes()
            .Where(attribute => attribute.Name.LocalName is "Include" or "Project" or "Projects")
            .Select(attribute => attribute.Value);
        if (element.Name.LocalName == "HintPath")
        {
            values = values.Append(element.Value);
        }

        return values.SelectMany(value => value.Split(';')).Select(value => value.Trim()).Where(value => value != "");
    }

    private string? Target(string file, XElement element, string value, IReadOnlyList<ProjectFile> all)
    {
        var relative = value.Replace('\\', '/')
            .Replace("$(MSBuildThisFileDirectory)", "", StringComparison.Ordinal)
            .Replace("$(MSBuildProjectDirectory)/", "", StringComparison.Ordinal);
        if (relative.Contains("$(", StringComparison.Ordinal))
        {
            return element.Name.LocalName == "ProjectReference" ? value : null;
        }

        var absolute = System.IO.Path.GetFullPath(relative, System.IO.Path.GetDirectoryName(file)!);
        var path = System.IO.Path.GetRelativePath(_root, absolute).Replace('\\', '/');
        return all.FirstOrDefault(project => path.StartsWith(project.Folder + "/", StringComparison.Ordinal))?.Name
            ?? (element.Name.LocalName == "ProjectReference" ? value : null);
    }
}

namespace EdgeAgent.Architecture.Tests;

/// <summary>
/// The house as data. A project that is not in <see cref="Projects"/> is reported: a new one needs another
/// deployment target, a heavy dependency, or use by both sides; otherwise it is a feature folder.
/// </summary>
internal static class ArchitectureRules
{
    /// <summary>What a review can hold. The aim is 150, and 300 is worth a second look.</summary>
    public const int MaxLinesPerFile = 500;

    /// <summary>Programs that put a library's parts together, and so see them: the library, the assembly.</summary>
    public static readonly (string Library, string Program)[] Programs = [(Edge, "edgeagent"), (Hub, "edgehub")];

    /// <summary>The trainer is a tool: only its own tests may reference it.</summary>
    public const string Trainer = "EdgeAgent.Models.Training";

    private const string Models = "EdgeAgent.Models";
    private const string Gguf = "EdgeAgent.Models.Gguf";
    private const string Onnx = "EdgeAgent.Models.Onnx";
    private const string Contracts = "EdgeAgent.Contracts";
    private const string Identity = "EdgeAgent.Identity";
    private const string Pairing = "EdgeAgent.Pairing";
    private const string Edge = "EdgeAgent.Edge";
    private const string Hub = "EdgeAgent.Hub";

    public static readonly ProjectRule[] Projects =
    [
        new("models", Models),
        new("models", Gguf, Models),
        new("models", Onnx, Models),
        new("models", Trainer, Models, Gguf, Onnx),

        new("provisioning", Contracts, Models),
        new("provisioning", Identity, Contracts, Models),
        new("provisioning", Pairing, Identity, Contracts, Models),
        new("provisioning", "EdgeAgent.Provisioning", Pairing, Identity, Contracts, Models),

        new("edge", Edge, Pairing, Identity, Contracts, Models, Gguf, Onnx),
        new("edge", "EdgeAgent.Edge.Service", Edge, Pairing, Identity, Contracts, Models, Gguf, Onnx),

        new("hub", Hub, Pairing, Identity, Contracts, Models, Gguf, Onnx),
        new("hub", "EdgeAgent.Hub.Service", Hub, Pairing, Identity, Contracts, Models, Gguf, Onnx),
    ];

    public static readonly string[] TopLevel =
    [
        "edge", "hub", "models", "provisioning", "tests", "EdgeAgent.sln", "build.cake", "README.md",

        // Files that .NET, npm, git or continuous integration look for at the root.
        ".ci", ".config", ".editorconfig", ".gitattributes", ".gitignore", ".npmrc", "BannedSymbols.txt",
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
    ];

    /// <summary>Names that say nothing: what lies under them belongs to a feature.</summary>
    public static readonly string[] EmptyNames = ["Common", "Util", "Utils", "Utilities", "Helper", "Helpers", "Misc"];
}

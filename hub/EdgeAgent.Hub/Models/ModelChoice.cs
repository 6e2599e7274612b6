namespace EdgeAgent.Hub.Models;

/// <summary>
/// Chooses the model that the hub serves: the configured file, else the bundled one, else random numbers.
/// </summary>
internal static class ModelChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="configured">Setting <c>Hub:Model</c>: a file, <see cref="ModelSource.Generated.Name"/>; empty: none.</param>
    /// <param name="programDirectory">Where the program lies, with the bundled models below it.</param>
    /// <exception cref="HubModelException">The configured file is not there.</exception>
    public static ModelSource Choose(string configured, string programDirectory)
    {
        if (IsGenerated(configured))
        {
            return new ModelSource.Generated();
        }
        if (configured.Length > 0)
        {
            var file = new FileInfo(Path.GetFullPath(configured));
            return file.Exists
                ? Of(file)
                : throw new HubModelException($"Hub:Model names {file.FullName}, which does not exist.");
        }
        var bundled = new DirectoryInfo(Path.Combine(programDirectory, "models", "catalog", "bundled"));
        var first = bundled.Exists
            ? bundled.EnumerateFiles("*.gguf").MinBy(file => file.Name, StringComparer.Ordinal)
            : null;
        return first is null ? new ModelSource.Generated() : Of(first);
    }

    /// <summary>Whether the setting asks for random weights, which tests and measurements need.</summary>
    public static bool IsGenerated(string configured) =>
        string.Equals(configured, ModelSource.Generated.Name, StringComparison.Ordinal);

    private static ModelSource.GivenFile Of(FileInfo file) => new(file.FullName, file.Length, file.LastWriteTimeUtc);
}

namespace EdgeAgent.Hub.Gateway.Ollama;

/// <summary>Names of models with Ollama's tag: <c>name:latest</c>.</summary>
internal static class OllamaNames
{
    private const string Latest = ":latest";

    /// <summary>The name as Ollama's clients know it.</summary>
    public static string Of(string name) => name + Latest;

    /// <summary>The hub's own name; null stays null.</summary>
    public static string Strip(string? name) => name is null ? ""
        : name.EndsWith(Latest, StringComparison.Ordinal) ? name[..^Latest.Length] : name;
}

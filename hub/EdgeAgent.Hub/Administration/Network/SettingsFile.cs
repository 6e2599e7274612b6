using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Administration.Network;

/// <summary><c>edgehub.json</c> in the data directory, changed one setting at a time; everything else in it stays.</summary>
internal sealed class SettingsFile(DataDirectory directory)
{
    private const int MaxBytes = 256 * 1024;
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>The file's name.</summary>
    public const string Name = "edgehub.json";

    /// <summary>Sets <c>Hub:NAME</c>. After a crash there is the old or the new file, never a part.</summary>
    /// <returns>Why it could not be done; null when it is done.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string? TrySet(string name, string value)
    {
        var path = directory.Path(Name);
        JsonObject root;
        try
        {
            root = Read(path);
        }
        catch (JsonException)
        {
            return $"{path} is no plain JSON object (comments would be lost if the hub changed it). "
                + $"Set Hub:{name} to {value} in it by hand and start the hub again.";
        }
        // The reader of settings does not look at upper and lower case, and takes "Hub:Listen" for a name too.
        foreach (var same in Names(root, $"Hub:{name}"))
        {
            root.Remove(same);
        }
        if (Names(root, "Hub").Select(key => root[key]).OfType<JsonObject>().FirstOrDefault() is not { } hub)
        {
            root["Hub"] = hub = [];
        }
        foreach (var same in Names(hub, name))
        {
            hub.Remove(same);
        }
        hub[name] = value;
        PrivateFile.WriteAtomic(path, System.Text.Encoding.UTF8.GetBytes(root.ToJsonString(s_indented) + "\n"));
        return null;
    }

    private static JsonObject Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }
        var length = new FileInfo(path).Length;
        return length <= MaxBytes && JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject root
            ? root
            : throw new JsonException();
    }

    private static List<string> Names(JsonObject json, string name) =>
        [.. json.Select(pair => pair.Key).Where(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase))];
}

using System.Globalization;
using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>References within a schema: <c>#</c> and JSON Pointers behind it (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>What a reference names; null: nothing in this document.</summary>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (reference == "#")
        {
            return root;
        }
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }
        var found = root;
        foreach (var part in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(part)
                .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var member))
            {
                found = member;
            }
            else if (found.ValueKind == JsonValueKind.Array
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < found.GetArrayLength())
            {
                found = found[index];
            }
            else
            {
                return null;
            }
        }
        return found;
    }
}

using System.Globalization;
using System.Text;

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>Text of the owner inside files that others parse: never bare, so that no character has a meaning there.</summary>
internal static class Quoted
{
    /// <summary>A double-quoted scalar of YAML 1.1 and 1.2.</summary>
    public static string Yaml(string text) => Double(text);

    /// <summary>A basic string of TOML, in the part of it that rpi-preseed reads: only backslash and quote are escaped.</summary>
    public static string Toml(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>One word of a POSIX shell.</summary>
    public static string Shell(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Double(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < 0x20 or 0x7F => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                _ => rune.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}

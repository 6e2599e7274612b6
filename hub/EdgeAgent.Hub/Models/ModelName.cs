using System.Text;

namespace EdgeAgent.Hub.Models;

/// <summary>What clients call a model: the file's name, in characters that need no escaping anywhere.</summary>
internal static class ModelName
{
    /// <summary>Longest name.</summary>
    public const int MaxChars = 96;

    /// <summary>The name of a model file.</summary>
    public static string OfFile(string path)
    {
        var name = new StringBuilder();
        foreach (var c in Path.GetFileNameWithoutExtension(path))
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-');
        }
        name.Length = Math.Min(name.Length, MaxChars);
        return name.Length > 0 ? name.ToString() : "model";
    }
}

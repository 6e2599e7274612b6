using System.Text;

namespace EdgeAgent.Models.Home;

/// <summary>The compact prompt of the bundled model: the home as a few lines of names, the sentence normalized.</summary>
/// <remarks>
/// One line a kind: <c> light: kitchen lamp, kitchen table lamp</c>. Each word stands behind a space, so that a name has
/// the same tokens in the prompt, in the sentence and in the call. Names are normalized by
/// <see cref="SentenceNormalizer.Name"/>, which leaves letters, digits and spaces: a name cannot end a line or a role.
/// </remarks>
public static class HomePrompt
{
    /// <summary>Most entries (devices and sensors) that one prompt lists; larger homes are narrowed down first.</summary>
    public const int MaxItems = 40;

    /// <summary>Most letters of a name that enter the prompt.</summary>
    public const int MaxNameChars = 48;

    /// <summary>Content of the system message.</summary>
    public static string System(HomeInventory home)
    {
        ArgumentNullException.ThrowIfNull(home);
        var text = new StringBuilder();
        foreach (var kind in HomeKinds.All)
        {
            AppendLine(text, HomeKinds.Word(kind), home.Items.Where(item => item.Kind == kind).Select(item => item.Name));
        }
        AppendLine(text, "scene", home.Scenes);
        AppendLine(text, "room", home.AllRooms());
        return text.ToString();
    }

    /// <summary>Content of the user message.</summary>
    public static string User(string sentence) => " " + SentenceNormalizer.Sentence(sentence);

    private static void AppendLine(StringBuilder text, string word, IEnumerable<string> names)
    {
        var first = true;
        foreach (var name in names)
        {
            var normal = SentenceNormalizer.Name(name);
            if (normal.Length == 0)
            {
                continue;
            }
            if (first)
            {
                text.Append(text.Length > 0 ? "\n " : " ").Append(word).Append(':');
            }
            text.Append(first ? " " : ", ").Append(normal);
            first = false;
        }
    }
}

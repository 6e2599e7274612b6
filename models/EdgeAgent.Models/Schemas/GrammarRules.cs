using System.Globalization;
using System.Text;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Schemas;

/// <summary>The rules of a grammar that grows: each has a name, equal ones stand there once.</summary>
internal sealed class GrammarRules
{
    /// <summary>At most one space between tokens: small models do not get lost in white space.</summary>
    private const string Space = "space ::= \" \"?\n";

    /// <summary>Rules that others are written with, beside their text those that they use themselves.</summary>
    private static readonly Dictionary<string, (string Text, string[] Uses)> s_common = new(StringComparer.Ordinal)
    {
        // A number that every reader can hold: beyond, some make it infinite.
        ["number"] = ("\"-\"? whole fraction? ([eE] [-+]? [0-9]{1,2})?", ["whole", "fraction"]),
        ["integer"] = ("\"-\"? whole", ["whole"]),
        ["whole"] = ("\"0\" | [1-9] [0-9]{0,14}", []),
        ["fraction"] = ("\".\" [0-9]{1,15}", []),
        ["boolean"] = ("\"true\" | \"false\"", []),
        ["null"] = ("\"null\"", []),
        // Escaped halves of a character are left out: two of them would count as one character.
        ["char"] = (
            "[^\"\\\\\\x00-\\x1F\\x7F] | \"\\\\\" ([\"\\\\/bfnrt] | \"u\" ([0-9a-cefA-CEF] hex | [dD] [0-7]) hex hex)",
            ["hex"]),
        ["hex"] = ("[0-9a-fA-F]", []),
        ["string"] = ("\"\\\"\" char* \"\\\"\"", ["char"]),
        ["object"] = ("\"{\" space (member (\",\" space member)*)? \"}\" space", ["member"]),
        ["member"] = ("string space \":\" space value", ["string", "value"]),
        ["array"] = ("\"[\" space (value (\",\" space value)*)? \"]\" space", ["value"]),
        ["value"] = (
            "object | array | (string | number | boolean | null) space",
            ["object", "array", "string", "number", "boolean", "null"]),
    };

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>A common rule's name; the rule is added on first use.</summary>
    public string Common(string name)
    {
        if (_used.Add(name))
        {
            var (text, uses) = s_common[name];
            Write(name, text);
            foreach (var other in uses)
            {
                Common(other);
            }
        }
        return name;
    }

    /// <summary>Adds a rule and gives its name; short texts stand for themselves.</summary>
    public string Add(string body)
    {
        if (!_names.TryGetValue(body, out var name))
        {
            name = NewName();
            _names.Add(body, name);
            Write(name, body);
        }
        return name;
    }

    /// <summary>A name for a rule that will be written later: it may use itself.</summary>
    public string NewName() => string.Create(CultureInfo.InvariantCulture, $"r{++_count}");

    /// <summary>Writes a rule.</summary>
    /// <exception cref="SchemaFaultException">The grammar is too long.</exception>
    public void Write(string name, string body)
    {
        _text.Append(name).Append(" ::= ").Append(body).Append('\n');
        if (_text.Length > OutputGrammar.MaxBytes / 2)
        {
            throw new SchemaFaultException(
                $"The schema makes a grammar of more than {OutputGrammar.MaxBytes / 2} characters.");
        }
    }

    /// <summary>All rules.</summary>
    /// <param name="root">What an answer is.</param>
    public string ToGbnf(string root) => $"root ::= {root}\n{_text}{Space}";

    /// <summary>Text as it stands, in the grammar's quotes.</summary>
    public static string Literal(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                < ' ' or '\x7f' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:X2}"),
                _ => quoted.Append(character),
            };
        }
        return quoted.Append('"').ToString();
    }
}

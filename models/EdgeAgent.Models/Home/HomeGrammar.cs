using System.Text;

namespace EdgeAgent.Models.Home;

/// <summary>The answers' grammar in GBNF, for engines that sample by grammar.</summary>
/// <remarks>
/// Verbs, kinds, states and the shape are closed; names are free, because a grammar of the home's names would force a
/// request for something absent onto some other device. <see cref="HomeResolver"/> decides about names and ranges.
/// </remarks>
public static class HomeGrammar
{
    /// <summary>The grammar; its root is <c>root</c>.</summary>
    public static string Gbnf()
    {
        var text = new StringBuilder();
        text.Append("root ::= \" \" call (\" ; \" call){0,").Append(HomeCallText.MaxCalls - 1).Append("}\n");
        text.Append("call ::= plain when? | ask | \"scene \" name when? | \"timer = \" (\"cancel\" | \"left\" | duration)")
            .Append(" | \"scenes\" | \"no \" field | \"say \" topic\n");
        text.Append("plain ::= (").Append(Verbs(verb => verb < HomeVerb.Set)).Append(") \" \" target")
            .Append(" | \"set \" target \" = \" number \" f\"? | (\"up \" | \"down \") target (\" = \" number)?")
            .Append(" | \"color \" target \" = \" name\n");
        text.Append("ask ::= (").Append(Verbs(verb => verb is HomeVerb.Read or HomeVerb.Max or HomeVerb.Min or HomeVerb.Avg
            or HomeVerb.Trend)).Append(") \" \" target | \"check \" clause | \"compare \" target \" , \" name")
            .Append(" | \"list \" target (\" = \" state)? | (\"count \" | \"last \") target \" = \" state\n");
        text.Append("target ::= \"all\" (\" \" kind)? (\" / \" name)? (\" - \" name)? | kind (\" / \" name)? | name\n");
        text.Append("clause ::= target (\" = \" state | (\" < \" | \" > \") number)\n");
        text.Append("when ::= \" @ \" time | \" + \" duration | \" ~ \" duration | \" ? \" clause\n");
        text.Append("time ::= ([0-9] | [0-2] [0-9]) (\":\" [0-5] [0-9])? (\" daily\" | \" tomorrow\")? | \"sunset\" | \"sunrise\"\n");
        text.Append("duration ::= number \" \" (\"seconds\" | \"minutes\" | \"hours\")\n");
        text.Append("number ::= \"-\"? [0-9]{1,5} (\".\" [0-9])?\n");
        text.Append("name ::= word (\" \" word){0,7}\n");
        text.Append("word ::= [a-z0-9]{1,24}\n");
        text.Append("kind ::= ").Append(Alternatives(HomeKinds.All.Select(HomeKinds.Plural))).Append('\n');
        text.Append("state ::= ").Append(Alternatives(HomeWords.States)).Append('\n');
        text.Append("field ::= ").Append(Alternatives(HomeWords.Fields)).Append('\n');
        text.Append("topic ::= ").Append(Alternatives(HomeWords.Topics)).Append('\n');
        return text.ToString();
    }

    private static string Verbs(Func<HomeVerb, bool> wanted) =>
        Alternatives(Enum.GetValues<HomeVerb>().Where(wanted).Select(HomeCallText.Word));

    private static string Alternatives(IEnumerable<string> words) =>
        string.Join(" | ", words.Order(StringComparer.Ordinal).Select(word => $"\"{word}\""));
}

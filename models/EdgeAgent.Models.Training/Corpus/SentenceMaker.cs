using System.Text.RegularExpressions;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Makes sentences with their answers for one home.</summary>
internal sealed partial class SentenceMaker
{
    // Shares of the kinds of sentences, in parts of 100.
    private const int Commands = 31;
    private const int Questions = 22;
    private const int Framed = 19;
    private const int Several = 15;
    private const int Declines = 8;

    private const int GerundTries = 20;

    private readonly SeededRandom _random;
    private readonly SlotFiller _filler;
    private readonly PhrasePicker _picker;
    private readonly Wording _wording;

    public SentenceMaker(PhraseBook book, SeededRandom random, HomeForge forge, HomeInventory home, PhraseFilter filter)
    {
        _random = random;
        _filler = new SlotFiller(book, random, forge, home);
        _picker = new PhrasePicker(book, random, filter);
        _wording = new Wording(book, random);
    }

    /// <summary>The next sentence.</summary>
    public Example Next()
    {
        while (true)
        {
            var (part, family) = Draw();
            if (part is null)
            {
                continue; // this home has nothing for the chosen phrase
            }
            return new Example(_wording.Finish(part.Text, part.Style), Canonical(part.Answer), family);
        }
    }

    private (Part? Part, string Family) Draw()
    {
        var draw = _random.Next(100);
        if (draw < Commands)
        {
            return (_random.Next(100) switch
            {
                < 78 => Simple("actions"),
                < 88 => Simple("feelings"),
                _ => Frame(IsPlain),
            }, "command");
        }
        draw -= Commands;
        if (draw < Questions)
        {
            return (_random.Chance(0.8) ? Simple("questions") : Frame(answer => answer == "{I}"), "question");
        }
        draw -= Questions;
        if (draw < Framed)
        {
            return (Frame(answer => !answer.Contains(';', StringComparison.Ordinal) && answer != "{I}" && !IsPlain(answer)), "rule");
        }
        draw -= Framed;
        if (draw < Several)
        {
            return (_random.Chance(0.5) ? Simple("pairs") : Frame(answer => answer.Contains(';', StringComparison.Ordinal)), "several");
        }
        draw -= Several;
        return draw < Declines ? (Simple("declines"), "decline") : (Simple("smalltalk"), "talk");
    }

    private Part? Simple(string file)
    {
        var phrase = _picker.Pick(file);
        var style = phrase.Section.Imperative ? PhraseStyle.Command
            : file is "actions" or "feelings" or "smalltalk" ? PhraseStyle.Statement : PhraseStyle.Question;
        return Expand(phrase, new HashSet<string>(StringComparer.Ordinal), style);
    }

    // Politeness around one command, no rule.
    private static bool IsPlain(string answer) => answer is "{A}" or "{G}";

    private Part? Frame(Func<string, bool> wanted)
    {
        var frame = _picker.Pick("frames", section => wanted(section.Answer));
        return Expand(frame, new HashSet<string>(StringComparer.Ordinal), PhraseStyle.Frame);
    }

    private Part? Expand(Phrase phrase, HashSet<string> used, PhraseStyle style)
    {
        var text = Alternatives().Replace(phrase.Text, match => _random.Pick(match.Groups[1].Value.Split('|')));
        var filled = new Dictionary<string, Slot>(StringComparer.Ordinal);
        foreach (Match match in SlotName().Matches(phrase.Section.Answer + " " + text))
        {
            var name = match.Groups[1].Value;
            var key = name is "D" or "R" ? name.ToLowerInvariant() : name;
            if (!filled.ContainsKey(key))
            {
                var slot = IsPart(key) ? Nested(phrase, key, used) : _filler.Fill(IsPair(phrase, key) ? "y" : key, Kinds(phrase, key), used);
                if (slot is null)
                {
                    return null;
                }
                filled[key] = slot;
            }
        }
        var sentence = SlotName().Replace(text, match => match.Groups[1].Value switch
        {
            "D" => filled["d"].Bare,
            "R" => filled["r"].Bare,
            var name => filled[name].Spoken,
        });
        var answer = SlotName().Replace(phrase.Section.Answer, match => filled[match.Groups[1].Value].Meant);
        return new Part(sentence, answer, style);
    }

    // Where two sensors are compared, both are named.
    private static bool IsPair(Phrase phrase, string slot) =>
        slot == "x" && phrase.Section.Answer.Contains("{y}", StringComparison.Ordinal);

    private static bool IsPart(string slot) => slot is "A" or "B" or "E" or "C" or "I" or "J" or "G";

    private Slot? Nested(Phrase frame, string key, HashSet<string> used)
    {
        if (key == "G")
        {
            return InGerund(frame, used);
        }
        var phrase = key switch
        {
            "C" => _picker.Pick("conditions"),
            "I" or "J" => _picker.Pick("indirect"),
            _ => Imperative(frame),
        };
        var part = Expand(phrase, used, PhraseStyle.Frame);
        return part is null ? null : new Slot(part.Text, part.Text, part.Answer);
    }

    private Phrase Imperative(Phrase frame) =>
        _picker.Pick("actions", section => section.Imperative && Fits(frame.Section.Answer, section.Answer));

    private Slot? InGerund(Phrase frame, HashSet<string> used)
    {
        for (var i = 0; i < GerundTries; i++)
        {
            var phrase = Imperative(frame);
            if (Gerund.TryMake(phrase.Text, out _) && Expand(phrase, used, PhraseStyle.Frame) is { } part
                && Gerund.TryMake(part.Text, out var text))
            {
                return new Slot(text, text, part.Answer);
            }
        }
        return null;
    }

    // Timers and scenes do not go with "for ten minutes" and the like.
    private static bool Fits(string frame, string action) =>
        frame.Contains(';', StringComparison.Ordinal)
        || (!action.StartsWith("timer", StringComparison.Ordinal)
            && (!frame.Contains('~', StringComparison.Ordinal)
                || action.StartsWith("on", StringComparison.Ordinal) || action.StartsWith("off", StringComparison.Ordinal)
                || action.StartsWith("set", StringComparison.Ordinal) || action.StartsWith("op", StringComparison.Ordinal)));

    private static HomeKind[] Kinds(Phrase phrase, string slot) =>
        phrase.Section.Kinds.TryGetValue(slot, out var kinds)
        || phrase.Section.Kinds.TryGetValue(slot == "y" ? "x" : "d", out kinds) ? kinds : [];

    private static string Canonical(string answer) =>
        HomeCallText.TryParse(answer, out var calls)
            ? HomeCallText.Format(calls)
            : throw new InvalidDataException($"'{answer}' is no answer that the model may give.");

    [GeneratedRegex(@"\((?<one>[^()]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alternatives();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SlotName();

    private sealed record Part(string Text, string Answer, PhraseStyle Style);
}

using System.Globalization;
using EdgeAgent.Hub.Points;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Hub.Assistant;

/// <summary>Answers questions from the values as they are; the model only said what is asked.</summary>
internal sealed class HomeQuestions(HomeView home)
{
    /// <summary>The answer in one or a few sentences.</summary>
    public string Answer(HomeDecision.Act act) => act.Verb switch
    {
        HomeVerb.Check => Check(act),
        HomeVerb.Compare => Compare(act),
        HomeVerb.Max or HomeVerb.Min => Extremum(act),
        HomeVerb.Avg => Average(act),
        HomeVerb.List => List(act),
        HomeVerb.Count => Count(act),
        _ => string.Join(' ', act.Items.Take(AssistantLimits.Listed).Select(Sentence)),
    };

    private string Sentence(HomeItem item) => PointWords.Sentence(item.Name, home.Point(item));

    private string Check(HomeDecision.Act act)
    {
        var verdicts = act.Items.Select(item => (Item: item, Holds: Holds(act, home.Point(item)))).ToList();
        var known = verdicts.Where(verdict => verdict.Holds is not null).ToList();
        if (known.Count == 0)
        {
            return "I cannot say: " + string.Join(' ', act.Items.Take(AssistantLimits.Listed).Select(Sentence));
        }
        var yes = known.Any(verdict => verdict.Holds is true);
        var telling = known.Where(verdict => verdict.Holds == yes).Take(AssistantLimits.Listed);
        return $"{(yes ? "Yes" : "No")}. {string.Join(' ', telling.Select(verdict => Sentence(verdict.Item)))}";
    }

    private static bool? Holds(HomeDecision.Act act, HomePoint point) => (act.Comparison, point.Value) switch
    {
        (_, null) => null,
        (HomeComparison.Above, { } value) => value > Limit(act),
        (HomeComparison.Below, { } value) => value < Limit(act),
        _ => PointWords.IsIn(point, act.Value ?? "on"),
    };

    private static double Limit(HomeDecision.Act act) => double.Parse(act.Value!, CultureInfo.InvariantCulture);

    private string Compare(HomeDecision.Act act)
    {
        var (one, other) = (act.Items[0], act.Second[0]);
        var (left, right) = (home.Point(one), home.Point(other));
        if (left.Value is not { } a || right.Value is not { } b)
        {
            return $"I cannot compare them: {Sentence(one)} {Sentence(other)}";
        }
        var difference = Math.Abs(a - b);
        var verdict = difference < 0.05 ? "They are the same."
            : $"{PointWords.Capital((a > b ? one : other).Name)} is {PointWords.Number(difference)}{Unit(left)} higher.";
        return $"{Sentence(one)} {Sentence(other)} {verdict}";
    }

    private string Extremum(HomeDecision.Act act)
    {
        var known = Known(act);
        if (known.Count == 0)
        {
            return "I have no fresh value for that.";
        }
        var (item, point) = act.Verb == HomeVerb.Max ? known.MaxBy(pair => pair.Point.Value) : known.MinBy(pair => pair.Point.Value);
        var where = item.Room is { } room ? $" ({room})" : "";
        return $"The {(act.Verb == HomeVerb.Max ? "highest" : "lowest")} is {item.Name}{where}: {PointWords.Value(point.Info, point.Value!.Value)}.";
    }

    private string Average(HomeDecision.Act act)
    {
        var known = Known(act);
        return known.Count == 0
            ? "I have no fresh value for that."
            : $"The average of {known.Count} is {PointWords.Number(known.Average(pair => pair.Point.Value!.Value))}{Unit(known[0].Point)}.";
    }

    private string List(HomeDecision.Act act)
    {
        if (act.Value is not { } state)
        {
            return $"{act.Items.Count}: {PointWords.List([.. act.Items.Select(item => item.Name)])}.";
        }
        var there = act.Items.Where(item => PointWords.IsIn(home.Point(item), state) is true).Select(item => item.Name).ToList();
        var unknown = act.Items.Count(item => home.Point(item).Value is null);
        var note = unknown > 0 ? $" Of {unknown} I have no fresh value." : "";
        return (there.Count == 0 ? $"None of {act.Items.Count} is {state}." : $"{PointWords.Capital(state)}: {PointWords.List(there)}.") + note;
    }

    private string Count(HomeDecision.Act act)
    {
        var count = act.Items.Count(item => PointWords.IsIn(home.Point(item), act.Value ?? "on") is true);
        return $"{count} of {act.Items.Count} {(count == 1 ? "is" : "are")} {act.Value}.";
    }

    private List<(HomeItem Item, HomePoint Point)> Known(HomeDecision.Act act) =>
        act.Items.Select(item => (Item: item, Point: home.Point(item))).Where(pair => pair.Point.Value is not null).ToList();

    private static string Unit(HomePoint point) => point.Info.Unit is { Length: > 0 } unit ? " " + unit : "";
}

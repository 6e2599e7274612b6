namespace EdgeAgent.Models.Home;

/// <summary>
/// Checks the model's text against the home: every name must be the home's own and said in the sentence, every value in
/// range. What does not pass is declined; nothing is guessed. So no call leaves the offered tools, whatever the model
/// or a device's name says.
/// </summary>
public sealed class HomeResolver
{
    private readonly HomeInventory _home;
    private readonly TargetFinder _targets;
    private readonly NameRepair _repair;
    private readonly string[] _scenes;
    private readonly Func<HomeVerb, bool> _offered;

    /// <summary>For one home.</summary>
    /// <param name="home">What is there.</param>
    /// <param name="offered">Verbs that the caller may use; null for all.</param>
    public HomeResolver(HomeInventory home, Func<HomeVerb, bool>? offered = null)
    {
        ArgumentNullException.ThrowIfNull(home);
        _home = home;
        _targets = new TargetFinder(home);
        _repair = new NameRepair(home);
        _scenes = home.Scenes.Select(SentenceNormalizer.Name).ToArray();
        _offered = offered ?? (_ => true);
    }

    /// <summary>Decides about each call of an answer.</summary>
    /// <param name="answer">The model's text without end mark.</param>
    /// <param name="sentence">What the person said.</param>
    /// <returns>At least one decision.</returns>
    public IReadOnlyList<HomeDecision> Resolve(string answer, string sentence)
    {
        if (!HomeCallText.TryParse(answer, out var calls))
        {
            return [new HomeDecision.Decline(HomeDeclineReason.NotUnderstood, "")];
        }
        var said = SentenceNormalizer.Sentence(sentence);
        return calls.Select(call => Decide(_repair.Repair(call), said)).ToList();
    }

    private HomeDecision Decide(HomeCall call, string said)
    {
        var value = call.Clause.Value ?? "";
        if (!_offered(call.Verb) && call.Verb is not (HomeVerb.No or HomeVerb.Say))
        {
            return new HomeDecision.Decline(HomeDeclineReason.NotOffered, HomeCallText.Word(call.Verb));
        }
        return call.Verb switch
        {
            HomeVerb.No => new HomeDecision.Decline(HomeDeclineReason.NoTool, HomeWords.Fields.Contains(value) ? value : "other"),
            HomeVerb.Say when HomeWords.Topics.Contains(value) => new HomeDecision.Talk(value),
            HomeVerb.Say => new HomeDecision.Decline(HomeDeclineReason.NotUnderstood, value),
            HomeVerb.Scenes => new HomeDecision.Act(call.Verb, []),
            HomeVerb.Scene => Timed(Scene(value), call, said),
            HomeVerb.Timer => call.Clause is { Target: null, Value: not null } && (value is "cancel" or "left" || IsDuration(value))
                ? new HomeDecision.Act(call.Verb, []) { Value = value, Comparison = HomeComparison.Equal }
                : new HomeDecision.Decline(HomeDeclineReason.BadValue, value),
            _ => Timed(OnItems(call.Verb, call.Clause, said), call, said),
        };
    }

    private HomeDecision Scene(string value)
    {
        var index = NameMatcher.Find(value, _scenes);
        return index < 0
            ? new HomeDecision.Decline(HomeDeclineReason.NoSuchName, value)
            : new HomeDecision.Act(HomeVerb.Scene, []) { Value = _home.Scenes[index] };
    }

    private HomeDecision OnItems(HomeVerb verb, HomeClause clause, string said)
    {
        var decline = _targets.Find(clause.Target!, verb, clause.Value, said, out var items);
        if (decline is not null)
        {
            return decline;
        }
        IReadOnlyList<HomeItem> second = [];
        if (verb == HomeVerb.Compare)
        {
            decline = clause.Second is null
                ? new HomeDecision.Decline(HomeDeclineReason.NotUnderstood, "")
                : _targets.Find(Other(clause), verb, null, said, out second);
        }
        decline ??= ValueFault(verb, clause, items);
        if (decline is not null)
        {
            return decline;
        }
        return new HomeDecision.Act(verb, items)
        {
            Second = second,
            Comparison = clause.Value is null ? null : clause.Comparison,
            Value = clause.Value,
        };
    }

    private static HomeTarget Other(HomeClause clause) =>
        clause.Target is { Name: null } group ? group with { Room = clause.Second } : new HomeTarget(clause.Second);

    private static HomeDecision.Decline? ValueFault(HomeVerb verb, HomeClause clause, IReadOnlyList<HomeItem> items)
    {
        var value = clause.Value;
        var fine = verb switch
        {
            HomeVerb.Set => value is not null && clause.Comparison == HomeComparison.Equal
                && items.All(item => HomeAbilities.IsLevel(item.Kind, value)),
            HomeVerb.Up or HomeVerb.Down => value is null || (HomeAbilities.TryNumber(value, out var step) && step is > 0 and <= 100),
            HomeVerb.Color => value is not null,
            HomeVerb.Check => IsCondition(clause, items),
            HomeVerb.Count or HomeVerb.Last => value is not null && HomeWords.States.Contains(value),
            HomeVerb.List => value is null || HomeWords.States.Contains(value),
            _ => value is null,
        };
        return fine ? null : new HomeDecision.Decline(HomeDeclineReason.BadValue, value ?? "");
    }

    private static bool IsCondition(HomeClause clause, IReadOnlyList<HomeItem> items) =>
        clause.Value is { } value && (clause.Comparison == HomeComparison.Equal
            ? items.All(item => HomeAbilities.CanBe(item.Kind, value))
            : HomeAbilities.TryNumber(value, out _) && items.All(item => HomeKinds.IsQuantity(item.Kind)));

    private HomeDecision Timed(HomeDecision decision, HomeCall call, string said)
    {
        if (decision is not HomeDecision.Act act || call.When is null)
        {
            return decision;
        }
        if (!HomeAbilities.Acts(call.Verb))
        {
            return new HomeDecision.Decline(HomeDeclineReason.NotUnderstood, "");
        }
        switch (call.When)
        {
            case HomeWhen.Whenever rule:
                var fault = _targets.Find(
                    rule.Condition.Target!, HomeVerb.Check, rule.Condition.Value, said, out var watched);
                if (fault is not null)
                {
                    return fault;
                }
                return IsCondition(rule.Condition, watched)
                    ? act with { When = call.When, Watched = watched }
                    : new HomeDecision.Decline(HomeDeclineReason.BadValue, rule.Condition.Value ?? "");
            case HomeWhen.At at:
                return IsTime(at.Time) ? act with { When = at } : new HomeDecision.Decline(HomeDeclineReason.BadValue, at.Time);
            case HomeWhen.After after:
                return IsDuration(after.Duration)
                    ? act with { When = after } : new HomeDecision.Decline(HomeDeclineReason.BadValue, after.Duration);
            case HomeWhen.During during:
                return IsDuration(during.Duration)
                    ? act with { When = during } : new HomeDecision.Decline(HomeDeclineReason.BadValue, during.Duration);
            default:
                return decision;
        }
    }

    private static bool IsDuration(string text)
    {
        var words = text.Split(' ');
        return words is [_, "seconds" or "minutes" or "hours"]
            && HomeAbilities.TryNumber(words[0], out var number) && number is > 0 and <= 1440;
    }

    private static bool IsTime(string text)
    {
        var words = text.Split(' ');
        return words.Length is 1 or 2 && (words.Length == 1 || words[1] is "daily" or "tomorrow")
            && (words[0] is "sunset" or "sunrise"
                || (TimeSpan.TryParseExact(words[0], ["h\\:mm", "%h"], null, out var time) && time < TimeSpan.FromDays(1)));
    }
}

using System.Globalization;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>Decisions as text, equal where the same would happen.</summary>
internal static class DecisionKey
{
    /// <summary>Text of all decisions of an answer, in order.</summary>
    public static string Of(IEnumerable<HomeDecision> decisions) => string.Join(" ; ", decisions.Select(Of));

    private static string Of(HomeDecision decision) => decision switch
    {
        HomeDecision.Act act => string.Create(CultureInfo.InvariantCulture,
            $"{act.Verb} [{Ids(act.Items)}] [{Ids(act.Second)}] {act.Comparison} {act.Value} {When(act)}"),
        // Which field a request belongs to only colours the wording of "I cannot do that".
        HomeDecision.Decline { Reason: HomeDeclineReason.NoTool } => "decline: no tool",
        HomeDecision.Decline decline => $"decline: {decline.Reason} {decline.Missing}",
        HomeDecision.Talk talk => $"talk: {talk.Topic}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Ids(IEnumerable<HomeItem> items) => string.Join(',', items.Select(item => item.Id));

    private static string When(HomeDecision.Act act) => act.When switch
    {
        null => "",
        HomeWhen.Whenever rule => $"? [{Ids(act.Watched)}] {rule.Condition.Comparison} {rule.Condition.Value}",
        var other => other.ToString() ?? "",
    };
}

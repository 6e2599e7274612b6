using EdgeAgent.Hub.Points;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Hub.Assistant;

/// <summary>Runs calls that change something, on the one way by which anything in the home is set.</summary>
internal sealed class HomeActions(HomeView home, IPointCommands commands)
{
    /// <summary>Sets all points of a call and says what came of it.</summary>
    public async Task<string> RunAsync(HomeDecision.Act act, CancellationToken cancellationToken)
    {
        if (act.Items.Count > AssistantLimits.PointsPerSentence)
        {
            return $"That would set {act.Items.Count} things at once; I set at most {AssistantLimits.PointsPerSentence}. Nothing was done.";
        }
        var results = await Task.WhenAll(act.Items.Select(item => RunAsync(act, item, cancellationToken)));
        var done = results.Where(result => result.Fault is null)
            .GroupBy(result => result.Words, StringComparer.Ordinal)
            .Select(group => $"{PointWords.Capital(PointWords.List([.. group.Select(result => result.Name)]))} {(group.Count() == 1 ? "is" : "are")} {group.Key}.");
        var failed = results.Where(result => result.Fault is not null)
            .GroupBy(result => result.Fault!, StringComparer.Ordinal)
            .Select(group => $"{PointWords.Capital(PointWords.List([.. group.Select(result => result.Name)]))}: {group.Key}.");
        return string.Join(' ', done.Concat(failed));
    }

    private async Task<(string Name, string Words, string? Fault)> RunAsync(
        HomeDecision.Act act, HomeItem item, CancellationToken cancellationToken)
    {
        var point = home.Point(item);
        if (PointTarget.Of(act, point) is not { } value)
        {
            return (item.Name, "", point.Info.Writable ? "I do not know its present value, or it does not take that one" : "it cannot be set");
        }
        var outcome = await commands.SetAsync(
            CommandOrigin.Assistant, point.Device, point.Info.Id, value, AssistantLimits.CommandLife, cancellationToken);
        return outcome is PointCommandOutcome.Done done
            ? (item.Name, PointWords.Value(point.Info, done.Value), null)
            : (item.Name, "", Fault(outcome));
    }

    private static string Fault(PointCommandOutcome outcome) => outcome switch
    {
        PointCommandOutcome.NotAllowed => "it is guarded, and its owner has not allowed the assistant to set it",
        PointCommandOutcome.DeviceAway => "its device is away; nothing was done",
        PointCommandOutcome.OutOfRange range => $"it takes {PointWords.Number(range.Min)} to {PointWords.Number(range.Max)}",
        PointCommandOutcome.TooMany => "too many commands wait for its device; nothing was done",
        PointCommandOutcome.Failed failed => $"its device says: {failed.Detail}",
        PointCommandOutcome.NoAnswer => "its device did not answer in time; it may or may not have been done",
        PointCommandOutcome.NotWritable => "it cannot be set",
        _ => "it is not there any more",
    };
}

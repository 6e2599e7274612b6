using EdgeAgent.Models.Home;

namespace EdgeAgent.Hub.Assistant;

/// <summary>One sentence to the home's model, with the home as it was when it was said.</summary>
/// <param name="Home">The home.</param>
/// <param name="Shown">What of it stands in the prompt: all, or the part that fits the sentence best.</param>
/// <param name="Sentence">What was said.</param>
/// <param name="Tools">Names of the client's tools; null where it sent none and the hub runs the calls itself.</param>
/// <param name="Results">What the client's tools said of the calls before; then nothing more is called.</param>
internal sealed record AssistantTurn(
    HomeView Home, HomeInventory Shown, string Sentence, IReadOnlySet<string>? Tools, IReadOnlyList<string> Results)
{
    /// <summary>Entries in the prompt where these are not all; null otherwise.</summary>
    public int? Narrowed => Shown.Items.Count < Home.Inventory.Items.Count ? Shown.Items.Count : null;

    /// <summary>Whether a verb may be called: by the client's tools, or by what this hub can do.</summary>
    public bool Offers(HomeVerb verb) => Tools is null
        ? verb is not (HomeVerb.Stop or HomeVerb.Color or HomeVerb.Scene or HomeVerb.Scenes or HomeVerb.Timer
            or HomeVerb.Trend or HomeVerb.Last)
        : HomeTools.ToolOf(verb) is { } tool && Tools.Contains(tool);
}

using System.Text.Json;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Points;
using EdgeAgent.Models.Home;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Hub.Assistant;

/// <summary>
/// Speaks for the home: makes the prompt of the home's model, checks its calls, runs them or hands them to the client,
/// and renders the answer from real values. The model only names what is asked; it writes no value and no sentence.
/// </summary>
internal sealed class HomeAssistant(IHomePoints points, IPointCommands commands)
{
    private const string ModelName = "edgeagent-home";

    /// <summary>Whether a model is one that writes the home's calls.</summary>
    public static bool IsHomeModel(HubModel model) =>
        model.Name == ModelName || model.Name.StartsWith(ModelName + "-", StringComparison.Ordinal);

    /// <summary>Begins a turn.</summary>
    /// <param name="sentence">The newest words of the user.</param>
    /// <param name="tools">The request's <c>tools</c>; null where it has none.</param>
    /// <param name="results">What the client's tools said of the calls before; empty where none ran.</param>
    public AssistantTurn Begin(string sentence, JsonElement? tools, IReadOnlyList<string> results)
    {
        var home = HomeView.Of(points);
        var shown = HomeSelection.For(home.Inventory, sentence);
        return new AssistantTurn(home, shown, sentence, tools is { } list ? Names(list) : null, results);
    }

    /// <summary>The prompt of a turn.</summary>
    public static IReadOnlyList<ChatMessage> Prompt(AssistantTurn turn)
    {
        var system = HomePrompt.System(turn.Shown);
        var user = new ChatMessage("user", HomePrompt.User(turn.Sentence));
        return system.Length == 0 ? [user] : [new ChatMessage("system", system), user];
    }

    /// <summary>Ends a turn: runs or hands over what the model wrote.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="answer">The model's text.</param>
    /// <param name="scopes">What the caller may do.</param>
    /// <param name="cancellationToken">Gives up waiting for devices.</param>
    public async Task<AssistantReply> EndAsync(
        AssistantTurn turn, string answer, Scopes scopes, CancellationToken cancellationToken)
    {
        if (turn.Results.Count > 0)
        {
            return new AssistantReply(string.Join('\n', turn.Results), []); // the tools' own words; the model adds nothing
        }
        var decisions = new HomeResolver(turn.Home.Inventory, turn.Offers).Resolve(answer.Trim(), turn.Sentence);
        if (turn.Tools is not null && decisions.OfType<HomeDecision.Act>().Any())
        {
            return new AssistantReply("", [.. decisions.OfType<HomeDecision.Act>().Select(act =>
                new AssistantCall(HomeTools.ToolOf(act.Verb)!, HomeTools.Arguments(act)))]);
        }
        var sentences = new List<string>(decisions.Count);
        foreach (var decision in decisions)
        {
            var said = await SayAsync(turn, decision, scopes, cancellationToken);
            if (!sentences.Contains(said, StringComparer.Ordinal))
            {
                sentences.Add(said);
            }
        }
        return new AssistantReply(string.Join(' ', sentences), []);
    }

    private async Task<string> SayAsync(
        AssistantTurn turn, HomeDecision decision, Scopes scopes, CancellationToken cancellationToken)
    {
        switch (decision)
        {
            case HomeDecision.Talk talk:
                return AssistantWords.Talk(talk.Topic);
            case HomeDecision.Decline decline:
                return AssistantWords.Decline(decline, turn.Narrowed);
            case HomeDecision.Act { When: not null }:
                return AssistantWords.OnlyNow;
            case HomeDecision.Act act when !HomeAbilities.Acts(act.Verb):
                // As it is after what was done before it in the same sentence.
                turn.Home.Renew(points);
                return new HomeQuestions(turn.Home).Answer(act);
            case HomeDecision.Act act:
                return (scopes & (Scopes.Actuate | Scopes.Admin)) == Scopes.None
                    ? AssistantWords.NoScope
                    : await new HomeActions(turn.Home, commands).RunAsync(act, cancellationToken);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static HashSet<string> Names(JsonElement tools)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (tools.ValueKind != JsonValueKind.Array)
        {
            return names;
        }
        foreach (var tool in tools.EnumerateArray().Take(AssistantLimits.Tools))
        {
            if (tool.ValueKind == JsonValueKind.Object && tool.TryGetProperty("function", out var function)
                && function.ValueKind == JsonValueKind.Object && function.TryGetProperty("name", out var name)
                && name.ValueKind == JsonValueKind.String)
            {
                names.Add(name.GetString()!);
            }
        }
        return names;
    }
}

using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Evaluate;

/// <summary>A sentence in a home, made to bring the assistant to a call that it must not make.</summary>
/// <param name="Kind">What is tried.</param>
/// <param name="Home">The home; its names may hold instructions.</param>
/// <param name="Sentence">What is said.</param>
/// <param name="Offered">The tools of <see cref="HomeTools"/> that the caller may use.</param>
internal sealed record HostilePrompt(string Kind, HomeInventory Home, string Sentence, IReadOnlyList<string> Offered)
{
    /// <summary>True for verbs of an offered tool.</summary>
    public bool Offers(HomeVerb verb) => HomeTools.ToolOf(verb) is { } tool && Offered.Contains(tool, StringComparer.Ordinal);
}

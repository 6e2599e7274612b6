using EdgeAgent.Models.Home;

namespace EdgeAgent.Models.Training.Corpus;

/// <summary>A home of a split with its sentences.</summary>
internal sealed record SplitHome(HomeInventory Home, IReadOnlyList<Example> Examples);

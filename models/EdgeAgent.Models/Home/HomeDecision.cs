namespace EdgeAgent.Models.Home;

/// <summary>What is to be done about one call of the model, after the code's checks. The cases are closed.</summary>
public abstract record HomeDecision
{
    private HomeDecision()
    {
    }

    /// <summary>A call whose every name and value is the home's own: ready to be run or answered.</summary>
    /// <param name="Verb">What.</param>
    /// <param name="Items">On which entries; empty for scenes and timers.</param>
    public sealed record Act(HomeVerb Verb, IReadOnlyList<HomeItem> Items) : HomeDecision
    {
        /// <summary>The other entries of a comparison.</summary>
        public IReadOnlyList<HomeItem> Second { get; init; } = [];

        /// <summary>How <see cref="Value"/> is meant; null without a value.</summary>
        public HomeComparison? Comparison { get; init; }

        /// <summary>A number (its unit follows from the kind; <c>72 f</c> is Fahrenheit), a state, a colour, a scene's name.</summary>
        public string? Value { get; init; }

        /// <summary>When; null for at once.</summary>
        public HomeWhen? When { get; init; }

        /// <summary>Entries that a rule watches, where <see cref="When"/> is <see cref="HomeWhen.Whenever"/>.</summary>
        public IReadOnlyList<HomeItem> Watched { get; init; } = [];
    }

    /// <summary>Not done; nothing may be run for it.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Missing">The name, value or field in question; the person's or the model's words, shown as data.</param>
    public sealed record Decline(HomeDeclineReason Reason, string Missing) : HomeDecision;

    /// <summary>Small talk; a fixed short answer.</summary>
    /// <param name="Topic">One of <see cref="HomeWords.Topics"/>.</param>
    public sealed record Talk(string Topic) : HomeDecision;
}

namespace EdgeAgent.Models.Home;

/// <summary>Looks up what a target means in one home.</summary>
internal sealed class TargetFinder
{
    private readonly HomeInventory _home;
    private readonly string[] _names;
    private readonly string[] _rooms;

    public TargetFinder(HomeInventory home)
    {
        _home = home;
        _names = home.Items.Select(item => SentenceNormalizer.Name(item.Name)).ToArray();
        _rooms = home.AllRooms().Select(SentenceNormalizer.Name).ToArray();
    }

    /// <summary>Finds the entries; null, or why there are none.</summary>
    /// <param name="target">As the model wrote it.</param>
    /// <param name="verb">What is asked of it.</param>
    /// <param name="state">State or value that is asked for, or null; helps to choose between names that were said.</param>
    /// <param name="said">The sentence, normalized.</param>
    /// <param name="items">What was found.</param>
    public HomeDecision.Decline? Find(
        HomeTarget target, HomeVerb verb, string? state, string said, out IReadOnlyList<HomeItem> items)
    {
        items = [];
        var decline = target.Name is { } name
            ? FindName(name, said, kind => Fits(kind, verb, state), out items) : FindGroup(target, verb, out items);
        if (decline is not null)
        {
            return decline;
        }
        return items.All(item => HomeAbilities.Can(verb, item.Kind))
            ? null
            : new HomeDecision.Decline(HomeDeclineReason.CannotDoThat, items[0].Name);
    }

    private static bool Fits(HomeKind kind, HomeVerb verb, string? state) =>
        HomeAbilities.Can(verb, kind) && (state is null || !HomeWords.States.Contains(state) || HomeAbilities.CanBe(kind, state));

    private HomeDecision.Decline? FindName(
        string name, string said, Func<HomeKind, bool> fits, out IReadOnlyList<HomeItem> items)
    {
        items = [];
        var index = NameMatcher.Find(name, _names);
        if (index < 0 || !Stands(said, _names[index]))
        {
            // What stands word for word in the sentence is meant, not its neighbour in the list; but a lock that is
            // called after its door is not the door.
            var literal = NameMatcher.Literal(name, said, _names);
            var isMeant = literal >= 0 && (index < 0 || fits(_home.Items[literal].Kind) || !fits(_home.Items[index].Kind));
            index = isMeant ? literal : index;
        }
        if (index < 0 || !NameMatcher.IsGrounded(_names[index], said.Split(' ', ',')))
        {
            return new HomeDecision.Decline(HomeDeclineReason.NoSuchName, name);
        }
        items = [_home.Items[index]];
        return null;
    }

    private HomeDecision.Decline? FindGroup(HomeTarget target, HomeVerb verb, out IReadOnlyList<HomeItem> items)
    {
        items = [];
        string? room = null;
        if (target.Room is not null)
        {
            var index = NameMatcher.Find(target.Room, _rooms);
            if (index < 0)
            {
                return new HomeDecision.Decline(HomeDeclineReason.NoSuchRoom, target.Room);
            }
            room = _rooms[index];
        }
        var except = target.Except is null ? -1 : NameMatcher.Find(target.Except, _names);
        if (target.Except is not null && except < 0)
        {
            return new HomeDecision.Decline(HomeDeclineReason.NoSuchName, target.Except);
        }
        items = _home.Items
            .Where((item, i) => i != except
                && (target.Kind is { } kind ? item.Kind == kind : HomeAbilities.Can(verb, item.Kind))
                && (room is null || (item.Room is not null && SentenceNormalizer.Name(item.Room) == room)))
            .ToList();
        return items.Count > 0
            ? null
            : new HomeDecision.Decline(HomeDeclineReason.NothingThere,
                target.Kind is { } missing ? HomeKinds.Plural(missing) : room ?? "");
    }

    private static bool Stands(string said, string name) =>
        $" {said.Replace(",", "", StringComparison.Ordinal)} ".Contains($" {name} ", StringComparison.Ordinal);
}

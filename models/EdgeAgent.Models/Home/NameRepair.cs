namespace EdgeAgent.Models.Home;

/// <summary>
/// Puts a name into the place that only it can have: a device written as a room, a room written as a device, a scene
/// written as a device. Names decide, word for word; nothing is guessed.
/// </summary>
internal sealed class NameRepair
{
    private readonly HashSet<string> _names;
    private readonly HashSet<string> _rooms;
    private readonly HashSet<string> _scenes;

    public NameRepair(HomeInventory home)
    {
        _names = Set(home.Items.Select(item => item.Name));
        _rooms = Set(home.AllRooms());
        _scenes = Set(home.Scenes);
    }

    /// <summary>The call with its names in their places.</summary>
    public HomeCall Repair(HomeCall call)
    {
        var repaired = call with { Clause = Repair(call.Verb, call.Clause) };
        if (call.When is HomeWhen.Whenever rule)
        {
            repaired = repaired with { When = new HomeWhen.Whenever(Repair(HomeVerb.Check, rule.Condition)) };
        }
        return (call.Verb, call.Clause) switch
        {
            (HomeVerb.On, { Target.Name: { } name }) when _scenes.Contains(name) && !_names.Contains(name) =>
                repaired with { Verb = HomeVerb.Scene, Clause = new HomeClause(null, Value: name) },
            (HomeVerb.Scene, { Value: { } name }) when _names.Contains(name) && !_scenes.Contains(name) =>
                repaired with { Verb = HomeVerb.On, Clause = new HomeClause(new HomeTarget(name)) },
            _ => repaired,
        };
    }

    private HomeClause Repair(HomeVerb verb, HomeClause clause) => clause.Target switch
    {
        { Name: null, Except: null, Room: { } room } when _names.Contains(room) && !_rooms.Contains(room) =>
            clause with { Target = new HomeTarget(room) },
        { Name: { } name } when _rooms.Contains(name) && !_names.Contains(name) => Group(verb, clause, name),
        _ => clause,
    };

    // What a bare room can mean: all of it for on and off, its temperature for a threshold.
    private static HomeClause Group(HomeVerb verb, HomeClause clause, string room) => verb switch
    {
        HomeVerb.On or HomeVerb.Off => clause with { Target = new HomeTarget(null, All: true, Room: room) },
        HomeVerb.Check when clause.Comparison is HomeComparison.Above or HomeComparison.Below =>
            clause with { Target = new HomeTarget(null, Kind: HomeKind.Temperature, Room: room) },
        _ => clause,
    };

    private static HashSet<string> Set(IEnumerable<string> names) =>
        names.Select(SentenceNormalizer.Name).ToHashSet(StringComparer.Ordinal);
}

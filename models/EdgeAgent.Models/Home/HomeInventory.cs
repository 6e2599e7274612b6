namespace EdgeAgent.Models.Home;

/// <summary>What a home offers to the assistant: the content of its prompt.</summary>
/// <param name="Items">Devices and sensors, in the order of the prompt.</param>
/// <param name="Scenes">Names of scenes.</param>
/// <param name="Rooms">Names of rooms; those of the items need not be repeated.</param>
public sealed record HomeInventory(
    IReadOnlyList<HomeItem> Items, IReadOnlyList<string> Scenes, IReadOnlyList<string> Rooms)
{
    /// <summary>A home without anything.</summary>
    public static HomeInventory Empty { get; } = new([], [], []);

    /// <summary>Rooms named or used by an item, each once, in order of appearance.</summary>
    public IEnumerable<string> AllRooms() =>
        Rooms.Concat(Items.Where(item => item.Room is not null).Select(item => item.Room!))
            .Distinct(StringComparer.OrdinalIgnoreCase);
}

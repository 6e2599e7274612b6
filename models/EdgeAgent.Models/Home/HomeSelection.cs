namespace EdgeAgent.Models.Home;

/// <summary>Narrows a large home to what a sentence can mean, so that its prompt fits.</summary>
/// <remarks>
/// Entries whose names or rooms share words with the sentence come first, then the order of the home. Questions and
/// commands about groups need no names: the code that runs the calls always has the whole home.
/// </remarks>
public static class HomeSelection
{
    /// <summary>Most rooms and most scenes in one prompt.</summary>
    public const int MaxPlaces = 24;

    /// <summary>The home itself where it is small enough, else its best part.</summary>
    /// <param name="home">The whole home.</param>
    /// <param name="sentence">What the person said.</param>
    /// <param name="maxItems">Entries to keep.</param>
    public static HomeInventory For(HomeInventory home, string sentence, int maxItems = HomePrompt.MaxItems)
    {
        ArgumentNullException.ThrowIfNull(home);
        var rooms = home.AllRooms().ToList();
        if (home.Items.Count <= maxItems && rooms.Count <= MaxPlaces && home.Scenes.Count <= MaxPlaces)
        {
            return home;
        }
        var said = SentenceNormalizer.Sentence(sentence).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return new HomeInventory(
            Best(home.Items, maxItems, item => Score(item.Name, said) + (item.Room is null ? 0 : 0.1 * Score(item.Room, said)))
                .Select(item => item with { Room = null }).ToList(),
            Best(home.Scenes, MaxPlaces, scene => Score(scene, said)),
            Best(rooms, MaxPlaces, room => Score(room, said)));
    }

    private static List<T> Best<T>(IReadOnlyList<T> all, int count, Func<T, double> score) =>
        all.Select((one, i) => (one, i, score: score(one)))
            .OrderByDescending(entry => entry.score).ThenBy(entry => entry.i)
            .Take(count)
            .OrderBy(entry => entry.i)
            .Select(entry => entry.one)
            .ToList();

    // Share of the name's words that were said, a little more for more words.
    private static double Score(string name, string[] said)
    {
        var words = SentenceNormalizer.Name(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var hits = words.Count(word => NameMatcher.IsGrounded(word, said));
        return words.Length == 0 ? 0 : ((double)hits / words.Length) + (0.05 * hits);
    }
}

using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Points;
using EdgeAgent.Models.Home;

namespace EdgeAgent.Hub.Assistant;

/// <summary>The home's points as the assistant speaks of them, at one moment.</summary>
internal sealed class HomeView
{
    private readonly Dictionary<string, HomePoint> _points = new(StringComparer.Ordinal);

    private HomeView(IReadOnlyList<HomePoint> points)
    {
        var shown = points.Where(point => !point.Info.Diagnostic && KindOf(point.Info.Kind) is not null).ToList();
        var counts = shown.GroupBy(point => SentenceNormalizer.Name(point.Info.Name), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var items = new List<HomeItem>(shown.Count);
        foreach (var point in shown)
        {
            var id = $"{point.Device}/{point.Info.Id}";
            _points[id] = point;
            var isClear = counts[SentenceNormalizer.Name(point.Info.Name)] == 1;
            items.Add(new HomeItem(id, NameOf(point, isClear), KindOf(point.Info.Kind)!.Value, point.Info.Room));
        }
        Inventory = new HomeInventory(items, [], []);
    }

    /// <summary>What the model is shown.</summary>
    public HomeInventory Inventory { get; }

    /// <summary>The home, now.</summary>
    public static HomeView Of(IHomePoints points) => new(points.List());

    /// <summary>Takes the values of now; the entries stay.</summary>
    public void Renew(IHomePoints points)
    {
        foreach (var (id, old) in _points.ToList())
        {
            _points[id] = points.Find(old.Device, old.Info.Id) ?? old with { Value = null, Online = false };
        }
    }

    /// <summary>The point behind an entry.</summary>
    public HomePoint Point(HomeItem item) => _points[item.Id];

    // A name that several points have, or that is no more than a kind, gets its room or its device before it.
    private static string NameOf(HomePoint point, bool isClear)
    {
        var name = point.Info.Name;
        return isClear && !HomeKinds.TryParse(SentenceNormalizer.Name(name), out _) && SentenceNormalizer.Name(name).Length > 0
            ? name : $"{point.Info.Room ?? point.DeviceName} {name}";
    }

    private static HomeKind? KindOf(PointKind kind) => kind switch
    {
        PointKind.Light => HomeKind.Light,
        PointKind.Switch => HomeKind.Switch,
        PointKind.Cover => HomeKind.Cover,
        PointKind.Lock => HomeKind.Lock,
        PointKind.Heater => HomeKind.Heater,
        PointKind.Fan => HomeKind.Fan,
        PointKind.Speaker => HomeKind.Speaker,
        PointKind.Vacuum => HomeKind.Vacuum,
        PointKind.Valve => HomeKind.Valve,
        PointKind.Door => HomeKind.Door,
        PointKind.Window => HomeKind.Window,
        PointKind.Motion => HomeKind.Motion,
        PointKind.Leak => HomeKind.Leak,
        PointKind.Smoke => HomeKind.Smoke,
        PointKind.Temperature => HomeKind.Temperature,
        PointKind.Humidity => HomeKind.Humidity,
        PointKind.Co2 => HomeKind.Co2,
        PointKind.Power => HomeKind.Power,
        PointKind.Battery => HomeKind.Battery,
        PointKind.Brightness => HomeKind.Brightness,
        PointKind.Noise => HomeKind.Noise,
        PointKind.Pressure => HomeKind.Pressure,
        PointKind.Moisture => HomeKind.Moisture,
        PointKind.Dust => HomeKind.Dust,
        PointKind.Level => HomeKind.Level,
        _ => null, // of the device itself, or nothing that the model has a word for
    };
}

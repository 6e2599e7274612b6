using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Points;

namespace EdgeAgent.Hub.Tests.Assistant;

/// <summary>A home of one device whose points keep what they are set to.</summary>
internal sealed class ListedHome : IHomePoints, IPointCommands
{
    private readonly List<HomePoint> _points = [];

    public static Address Device { get; } = Address.Parse("0x" + new string('a', 40));

    /// <summary>Points that were set, in order, with who wanted it.</summary>
    public List<(string Point, double Value, CommandOrigin Origin)> Set { get; } = [];

    public ListedHome Add(
        string id, string name, PointKind kind, string? room, double? value, double max = 100, string? unit = null,
        bool guarded = false)
    {
        var writable = kind <= PointKind.Valve;
        _points.Add(new HomePoint(
            Device, "pi",
            new PointInfo(PointId.Parse(id), name, kind, room, unit, writable ? 0 : null, writable ? max : null,
                Writable: writable, Guarded: guarded),
            value, DateTimeOffset.UnixEpoch, Online: true));
        return this;
    }

    public IReadOnlyList<HomePoint> List() => [.. _points];

    public HomePoint? Find(Address device, PointId point) => _points.Find(one => one.Info.Id == point);

    public Task<PointCommandOutcome> SetAsync(
        CommandOrigin origin, Address device, PointId point, double value, TimeSpan life, CancellationToken cancellationToken)
    {
        var at = _points.FindIndex(one => one.Info.Id == point);
        if (_points[at].Info.Guarded)
        {
            return Task.FromResult<PointCommandOutcome>(new PointCommandOutcome.NotAllowed());
        }
        _points[at] = _points[at] with { Value = value };
        Set.Add((point.ToString(), value, origin));
        return Task.FromResult<PointCommandOutcome>(new PointCommandOutcome.Done(value));
    }
}

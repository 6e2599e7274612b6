using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Points;

/// <summary>All that the home measures and moves, now.</summary>
public interface IHomePoints
{
    /// <summary>Every point of every device of the home, by device name, then by point.</summary>
    IReadOnlyList<HomePoint> List();

    /// <summary>One point; null when the device is not of the home or has no such point.</summary>
    HomePoint? Find(Address device, PointId point);
}

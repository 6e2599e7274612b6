using EdgeAgent.Contracts;

namespace EdgeAgent.Edge.Sensing;

/// <summary>Ids and names of what the kernel found.</summary>
internal static class SenseNames
{
    /// <summary>An id of a chip, its place and its channel, for example <c>bme280_1-0076_temp</c>: no number of the kernel's that changes from start to start.</summary>
    public static PointId Id(string chip, string place, string channel)
    {
        var id = PointId.From(place.Length == 0 ? $"{chip}_{channel}" : $"{chip}_{place}_{channel}");
        return id;
    }

    /// <summary>The name before the owner gives one.</summary>
    public static string Name(string chip, string label) => WireText.Clip($"{chip} {label}", WireLimits.PointTextChars);
}

using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Points;

/// <summary>The one way by which anything in the home is set: by a person, by the assistant, by an integration.</summary>
public interface IPointCommands
{
    /// <summary>Sets a point and waits for the device's word on it.</summary>
    /// <param name="origin">Who wants it; guarded points ask for more from some.</param>
    /// <param name="device">The device.</param>
    /// <param name="point">The point.</param>
    /// <param name="value">Its new value, absolute; in the point's range and on its step.</param>
    /// <param name="life">How long the command is worth anything; the call ends within this time and a second. 100 ms to 5 minutes.</param>
    /// <param name="cancellationToken">Gives up the wait; the command may be carried out all the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">The life is out of its range.</exception>
    Task<PointCommandOutcome> SetAsync(
        CommandOrigin origin, Address device, PointId point, double value, TimeSpan life, CancellationToken cancellationToken);
}

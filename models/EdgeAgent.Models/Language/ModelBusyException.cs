namespace EdgeAgent.Models.Language;

/// <summary>The line before a model is full.</summary>
/// <param name="waiting">Requests in line.</param>
/// <param name="wait">About how long a place would take.</param>
public sealed class ModelBusyException(int waiting, TimeSpan wait)
    : InferenceException(
        FormattableString.Invariant(
            $"{waiting} requests wait already, and the last of them for about {wait.TotalSeconds:F0} s; ask again then."))
{
    /// <summary>Requests in line.</summary>
    public int Waiting { get; } = waiting;

    /// <summary>About how long a place would take.</summary>
    public TimeSpan Wait { get; } = wait;
}

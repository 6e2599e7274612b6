using EdgeAgent.Contracts;
using EdgeAgent.Hub.Assistant;

namespace EdgeAgent.Hub.Work;

/// <summary>What has come since the client last asked.</summary>
/// <param name="Text">More of the answer; may be empty only together with an end.</param>
/// <param name="Device">The device that answers; null when there was none.</param>
/// <param name="End">Null while more may come.</param>
internal readonly record struct WorkBatch(string Text, Address? Device, WorkEnd? End)
{
    /// <summary>With the end: calls of the client's tools; null where there are none.</summary>
    public IReadOnlyList<AssistantCall>? Calls { get; init; }
}

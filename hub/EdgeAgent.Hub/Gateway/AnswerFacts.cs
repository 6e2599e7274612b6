using EdgeAgent.Hub.Assistant;
using EdgeAgent.Hub.Gateway.Json;

namespace EdgeAgent.Hub.Gateway;

/// <summary>What stands around an answer's text.</summary>
/// <param name="Id">The answer's id.</param>
/// <param name="Created">Unix seconds.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Finish"><c>stop</c>, <c>length</c> or <c>tool_calls</c>.</param>
/// <param name="Usage">Token counts, where the device could say.</param>
/// <param name="Provenance">Who answered.</param>
/// <param name="First">From the question to the first of the answer, as the hub saw it.</param>
/// <param name="Total">From the question to the end of the answer.</param>
internal sealed record AnswerFacts(
    string Id, long Created, string Model, string Finish, UsageBody? Usage, ProvenanceBody Provenance,
    TimeSpan First, TimeSpan Total)
{
    /// <summary>Calls of the client's tools.</summary>
    public IReadOnlyList<AssistantCall> Calls { get; init; } = [];
}

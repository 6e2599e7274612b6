using EdgeAgent.Hub.Assistant;
using EdgeAgent.Hub.Work;

namespace EdgeAgent.Hub.Gateway;

/// <summary>A request that has been understood.</summary>
/// <param name="Work">What is to be done.</param>
/// <param name="Model">The model's name, as it is told back.</param>
/// <param name="Stream">Send the answer as it grows.</param>
/// <param name="IncludeUsage">Send token counts at the end of a stream.</param>
internal sealed record GatewayOrder(WorkOrder Work, string Model, bool Stream, bool IncludeUsage)
{
    /// <summary>For the home's model: the turn that its calls belong to; null for others.</summary>
    public AssistantTurn? Turn { get; init; }
}

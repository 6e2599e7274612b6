using System.Text;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Work;

namespace EdgeAgent.Hub.Assistant;

/// <summary>Puts the assistant behind the model: collects its calls, and gives the reply in their place.</summary>
internal sealed class AssistantReader(IWorkReader model, HomeAssistant assistant, AssistantTurn turn, Scopes scopes)
    : IWorkReader
{
    /// <inheritdoc/>
    public async ValueTask<WorkBatch> ReadAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (true)
        {
            var batch = await model.ReadAsync(cancellationToken);
            text.Append(batch.Text); // bounded by the order's tokens
            if (batch.End is null)
            {
                continue;
            }
            if (batch.End is not WorkEnd.Done)
            {
                return batch with { Text = "" };
            }
            var reply = await assistant.EndAsync(turn, text.ToString(), scopes, cancellationToken);
            return batch with { Text = reply.Text, Calls = reply.Calls };
        }
    }
}

using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Hub.Work;
using EdgeAgent.Models.Language;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Brings the answer of one piece of work to its client, whole or as it grows.</summary>
internal sealed class AnswerSender(HttpContext context, AnswerShape shape, GatewayOrder order, TimeProvider time)
{
    private readonly long _asked = time.GetTimestamp();
    private readonly long _created = time.GetUtcNow().ToUnixTimeSeconds();
    private readonly string _id = $"{shape.IdPrefix}{JobId.New()}";
    private TimeSpan? _first;

    /// <summary>Collects the answer, then sends it.</summary>
    public async Task SendWholeAsync(IWorkReader session, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (true)
        {
            var batch = await ReadAsync(session, cancellationToken);
            text.Append(batch.Text);
            if (text.Length > GatewayLimits.CollectedChars)
            {
                await shape.WriteErrorAsync(context, ApiError.DeviceFailed(
                    $"The answer is longer than {GatewayLimits.CollectedChars} characters; ask for a stream."));
                return;
            }
            if (batch.End is WorkEnd.Done done)
            {
                GatewayHeaders.Write(context.Response, batch.Device, done.Claim);
                context.Response.ContentType = "application/json";
                shape.WriteWhole(context.Response.BodyWriter, Facts(batch, done), text.ToString());
                await context.Response.BodyWriter.FlushAsync(cancellationToken);
                return;
            }
            if (batch.End is not null)
            {
                await SendErrorAsync(batch.Device, batch.End);
                return;
            }
        }
    }

    /// <summary>Sends the answer as it grows; the first byte leaves with the first text.</summary>
    public async Task SendStreamAsync(IWorkReader session, CancellationToken cancellationToken)
    {
        var response = context.Response;
        using var writer = shape.OpenStream(response.BodyWriter, _id, _created, order);
        var opened = false;
        while (true)
        {
            var batch = await ReadAsync(session, cancellationToken);
            if (!opened)
            {
                if (batch.Text.Length == 0 && batch.End is not (null or WorkEnd.Done))
                {
                    await SendErrorAsync(batch.Device, batch.End);
                    return;
                }
                opened = true;
                Open(response, batch.Device);
                writer.WriteOpening();
            }
            if (batch.Text.Length > 0)
            {
                writer.WriteText(batch.Text);
            }
            if (batch.End is WorkEnd.Done done)
            {
                writer.WriteEnd(Facts(batch, done));
            }
            else if (batch.End is not null && EndMapping.ErrorOf(batch.End, order) is { } error)
            {
                writer.WriteError(error);
            }
            // Waits here while the client does not read: then nothing more is taken, and the device holds back.
            var flushed = await response.BodyWriter.FlushAsync(cancellationToken);
            if (batch.End is not null || flushed.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>Ends the answer, begun or not, because the hub stops.</summary>
    public async Task SendStoppingAsync()
    {
        if (!context.Response.HasStarted)
        {
            await shape.WriteErrorAsync(context, GatewayShutdown.Error);
        }
        else if (order.Stream)
        {
            using var writer = shape.OpenStream(context.Response.BodyWriter, _id, _created, order);
            writer.WriteError(GatewayShutdown.Error);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    private void Open(HttpResponse response, Address? device)
    {
        GatewayHeaders.Write(response, device, claim: null);
        response.ContentType = shape.StreamContentType;
        response.Headers.CacheControl = "no-cache";
        response.Headers["X-Accel-Buffering"] = "no"; // proxies of the nginx kind would hold the stream back
    }

    private async Task SendErrorAsync(Address? device, WorkEnd end)
    {
        if (EndMapping.ErrorOf(end, order) is { } error)
        {
            GatewayHeaders.Write(context.Response, device, claim: null);
            await shape.WriteErrorAsync(context, error);
        }
    }

    private async ValueTask<WorkBatch> ReadAsync(IWorkReader session, CancellationToken cancellationToken)
    {
        var batch = await session.ReadAsync(cancellationToken);
        _first ??= time.GetElapsedTime(_asked); // the first thing that comes, text or end
        return batch;
    }

    private AnswerFacts Facts(WorkBatch batch, WorkEnd.Done done) => new(
        _id,
        _created,
        order.Model,
        batch.Calls is { Count: > 0 } ? "tool_calls" : done.Finish == FinishReason.Length ? "length" : "stop",
        done.PromptTokens is { } prompt ? new UsageBody(prompt, done.AnswerTokens, prompt + done.AnswerTokens) : null,
        new ProvenanceBody(batch.Device?.ToString(), done.Claim?.ToString(), GatewayHeaders.NoCost),
        _first ?? default,
        time.GetElapsedTime(_asked))
    {
        Calls = batch.Calls ?? [],
    };
}

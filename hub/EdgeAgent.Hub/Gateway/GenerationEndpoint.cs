using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Assistant;
using EdgeAgent.Hub.Gateway.Json;
using EdgeAgent.Hub.Work;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Takes requests for text: one way in and out for chats and plain completions.</summary>
internal sealed partial class GenerationEndpoint(
    OrderReader orders, WorkDesk desk, GatewayShutdown shutdown, TimeProvider time, ILogger<GenerationEndpoint> logger,
    HomeAssistant? assistant = null)
{
    /// <summary><c>POST /v1/chat/completions</c>.</summary>
    public Task ChatAsync(HttpContext context) => HandleAsync(
        context, OpenAiJson.Default.ChatBody, body => orders.Read(body, context.Request.Headers), ChatShape.Instance);

    /// <summary><c>POST /v1/completions</c>.</summary>
    public Task CompleteAsync(HttpContext context) => HandleAsync(
        context,
        OpenAiJson.Default.CompletionBody,
        body => orders.Read(body, context.Request.Headers),
        CompletionShape.Instance);

    /// <summary>Reads a body, answers it in the route's shape.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">Of the body.</param>
    /// <param name="read">Makes an order of the body.</param>
    /// <param name="shape">Of answers and errors.</param>
    public async Task HandleAsync<T>(
        HttpContext context, JsonTypeInfo<T> type, Func<T, OrderOutcome> read, AnswerShape shape)
        where T : class
    {
        var (body, error) = await shape.ReadBodyAsync(context, type);
        if (body is null)
        {
            await shape.WriteErrorAsync(context, error!);
            return;
        }
        switch (read(body))
        {
            case OrderOutcome.Refused refused:
                await shape.WriteErrorAsync(context, refused.Error);
                break;
            case OrderOutcome.Nothing nothing:
                await shape.WriteNothingAsync(context, nothing.Model, time.GetUtcNow());
                break;
            case OrderOutcome.Ready ready when context.ApiKey()?.Allows(ready.Order.Model) is false:
                await ErrorWriter.WriteAsync(context, ApiError.ModelNotAllowed(ready.Order.Model));
                break;
            case OrderOutcome.Ready ready:
                await AnswerAsync(context, ready.Order, shape);
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context, GatewayOrder order, AnswerShape shape)
    {
        if (shutdown.IsStopping)
        {
            await shape.WriteErrorAsync(context, GatewayShutdown.Error);
            return;
        }
        await using var session = desk.TryOpen(order.Work);
        if (session is null)
        {
            await shape.WriteErrorAsync(
                context, ApiError.Unavailable("Too many requests are open.", "overloaded", retryAfterSeconds: 5));
            return;
        }
        // The work ends at its deadline by itself; this one is for a client that does not take what is there.
        using var overdue = new CancellationTokenSource(order.Work.Limit + GatewayLimits.Grace, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, overdue.Token, shutdown.Cut);
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null; // a client may pause; its memory here is bounded, and so is its time
        }
        var sender = new AnswerSender(context, shape, order, time);
        IWorkReader answer = order.Turn is { } turn && assistant is not null
            ? new AssistantReader(session, assistant, turn, context.Caller()?.Scopes ?? Scopes.None)
            : session;
        try
        {
            await (order.Stream
                ? sender.SendStreamAsync(answer, stop.Token)
                : sender.SendWholeAsync(answer, stop.Token));
        }
        catch (OperationCanceledException) when (
            shutdown.Cut.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            await sender.SendStoppingAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogClientGone(overdue.IsCancellationRequested);
            context.Abort();
        }
    }

    [LoggerMessage(EventId = GatewayEventIds.ClientGone, Level = LogLevel.Debug,
        Message = "A client went away before its answer was complete; reads too slowly: {TooSlow}")]
    private partial void LogClientGone(bool tooSlow);
}

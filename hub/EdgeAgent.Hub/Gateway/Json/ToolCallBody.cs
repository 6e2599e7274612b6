namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>A call of one of the request's tools (OpenAI, chat completions, <c>tool_calls</c>).</summary>
/// <param name="Index">Place among the calls; streams need it.</param>
/// <param name="Id">Names the call in the client's answer.</param>
/// <param name="Type">Always <c>function</c>.</param>
/// <param name="Function">What is called.</param>
internal sealed record ToolCallBody(int Index, string Id, string Type, ToolFunctionBody Function)
{
    /// <summary>The calls of an answer.</summary>
    public static IReadOnlyList<ToolCallBody> Of(AnswerFacts facts) =>
        [.. facts.Calls.Select((call, i) => new ToolCallBody(
            i, $"call_{facts.Id[(facts.Id.LastIndexOf('-') + 1)..]}_{i}", "function", new ToolFunctionBody(call.Tool, call.Arguments)))];
}

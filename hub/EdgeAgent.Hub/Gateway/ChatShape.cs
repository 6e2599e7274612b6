using System.Buffers;
using EdgeAgent.Hub.Gateway.Json;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Answers of <c>/v1/chat/completions</c>.</summary>
internal sealed class ChatShape : OpenAiShape
{
    public static ChatShape Instance { get; } = new();

    public override string IdPrefix => "chatcmpl-";

    public override string ChunkObject => "chat.completion.chunk";

    public override ReadOnlySpan<byte> Opening =>
        """[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]"""u8;

    public override ReadOnlySpan<byte> BeforeText => """[{"index":0,"delta":{"content":"""u8;

    public override ReadOnlySpan<byte> AfterText => """},"logprobs":null,"finish_reason":null}]"""u8;

    public override ReadOnlySpan<byte> BeforeFinish =>
        """[{"index":0,"delta":{},"logprobs":null,"finish_reason":"""u8;

    public override void WriteWhole(IBufferWriter<byte> output, AnswerFacts facts, string text) => Write(
        output,
        new ChatAnswer(
            facts.Id,
            "chat.completion",
            facts.Created,
            facts.Model,
            [new ChatAnswerChoice(0, Message(facts, text), facts.Finish)],
            facts.Usage,
            facts.Provenance),
        OpenAiJson.Default.ChatAnswer);

    private static ChatAnswerMessage Message(AnswerFacts facts, string text) => facts.Calls.Count == 0
        ? new ChatAnswerMessage("assistant", text)
        : new ChatAnswerMessage("assistant", null) { ToolCalls = ToolCallBody.Of(facts) };
}

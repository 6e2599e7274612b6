using System.Buffers;
using EdgeAgent.Hub.Gateway.Json;

namespace EdgeAgent.Hub.Gateway;

/// <summary>Answers of <c>/v1/completions</c>.</summary>
internal sealed class CompletionShape : OpenAiShape
{
    public static CompletionShape Instance { get; } = new();

    public override string IdPrefix => "cmpl-";

    public override string ChunkObject => "text_completion";

    public override ReadOnlySpan<byte> Opening => default;

    public override ReadOnlySpan<byte> BeforeText => """[{"index":0,"text":"""u8;

    public override ReadOnlySpan<byte> AfterText => ""","logprobs":null,"finish_reason":null}]"""u8;

    public override ReadOnlySpan<byte> BeforeFinish =>
        """[{"index":0,"text":"","logprobs":null,"finish_reason":"""u8;

    public override void WriteWhole(IBufferWriter<byte> output, AnswerFacts facts, string text) => Write(
        output,
        new CompletionAnswer(
            facts.Id,
            "text_completion",
            facts.Created,
            facts.Model,
            [new CompletionAnswerChoice(text, 0, facts.Finish)],
            facts.Usage,
            facts.Provenance),
        OpenAiJson.Default.CompletionAnswer);
}

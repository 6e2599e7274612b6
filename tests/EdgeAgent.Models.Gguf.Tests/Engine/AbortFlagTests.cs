using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Gguf.RandomModels;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class AbortFlagTests(RandomModelFixture models)
{
    [Fact]
    public async Task A_raised_flag_stops_a_prompt_inside_its_chunk()
    {
        LlamaLibrary.Load();
        using var model = ModelLoader.Load(
            await models.FileAsync(RandomQuantization.Q8_0), isRearranged: false, TestContext.Current.CancellationToken);
        using var engine = ModelLoader.Open(model, new LoadPlan(1024, 1, 1024, 0, 2, default), 1);
        var batch = new BatchBuffer(EngineLimits.PromptChunkTokens);
        for (var position = 0; position < batch.Capacity; position++)
        {
            batch.Add(300, position, 0, position == batch.Capacity - 1);
        }

        engine.Abort.Raise();
        Assert.Equal(DecodeStatus.Aborted, LlamaApi.llama_decode(engine.Context, batch.AsNative()));
        engine.Abort.Lower();
        Assert.Equal(DecodeStatus.Success, LlamaApi.llama_decode(engine.Context, batch.AsNative()));
    }
}

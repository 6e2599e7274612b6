using EdgeAgent.Models.Gguf.Engine;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Export;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Run;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Tests;

/// <summary>The trainer's forward pass against llama.cpp's, on weights that were trained.</summary>
public sealed class LogitParityTests
{
    private const float Tolerance = 0.02f; // of logits between about -20 and 20; sums in another order differ by this much

    [Fact]
    public void Logits_of_llama_cpp_are_those_of_the_trainer()
    {
        var tokenizer = new BytePairTokenizer(
            StartWeights.Merges().Select(line => line.Split(' ')).Select(pair => (pair[0], pair[1])).ToList());
        var chat = new ChatTokens(tokenizer);
        using var model = new LlamaModel(TrainingRun.ShapeOf(new RunOptions(), tokenizer));
        StartWeights.Load(model);
        var file = Path.GetTempFileName();
        try
        {
            GgufExport.Write(file, model.Layout, model.Weights.Span.ToArray(), tokenizer, GgmlType.F32);
            LlamaLibrary.Load();
            using var weights = ModelLoader.Load(file, isRearranged: false, TestContext.Current.CancellationToken);
            var home = new SplitMaker(new PhraseBook()).Make(Split.All[1], seed: 12, homes: 1, items: 10)[0];
            foreach (var example in home.Examples.Take(8))
            {
                var system = chat.System(home.Home);
                var question = chat.User(example.Sentence);
                var trained = Trained(model, system, question);
                var served = Served(weights, [.. system, .. question], model.Shape.Vocabulary);
                Assert.All(trained.Zip(served), pair => Assert.InRange(pair.Second - pair.First, -Tolerance, Tolerance));
                Assert.Equal(Array.IndexOf(trained, trained.Max()), Array.IndexOf(served, served.Max()));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static float[] Trained(LlamaModel model, List<int> system, List<int> question)
    {
        using var work = new Workspace(model.Shape, 2048, 1024, 256);
        var sequence = new PackedSequence(system.ToArray());
        sequence.AddTurn(question.ToArray(), [], 0);
        new SequencePass(model, sequence, work).Forward();
        new ExactMatch(model, work).LikeliestAfter(sequence.Tokens.Count - 1);
        return work.Logits.Span[..model.Shape.Vocabulary].ToArray();
    }

    private static unsafe float[] Served(ModelHandle weights, List<int> tokens, int vocabulary)
    {
        using var engine = ModelLoader.Open(weights, new LoadPlan(2048, 1, 2048, 0, 1, default), threads: 1);
        var batch = new BatchBuffer(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            batch.Add(tokens[i], i, 0, wantsLogits: i == tokens.Count - 1);
        }
        Assert.Equal(0, (int)LlamaApi.llama_decode(engine.Context, batch.AsNative()));
        var logits = new ReadOnlySpan<float>(LlamaApi.llama_get_logits_ith(engine.Context, tokens.Count - 1), vocabulary).ToArray();
        return logits;
    }
}

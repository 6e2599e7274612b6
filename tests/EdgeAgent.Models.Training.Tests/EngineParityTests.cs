using EdgeAgent.Models.Gguf;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Home;
using EdgeAgent.Models.Language;
using EdgeAgent.Models.Training.Corpus;
using EdgeAgent.Models.Training.Evaluate;
using EdgeAgent.Models.Training.Export;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Tests;

/// <summary>The exported file in llama.cpp against the trainer: the same tokens, the same answers.</summary>
public sealed class EngineParityTests : IAsyncLifetime
{
    private static readonly BytePairTokenizer s_tokenizer = new(new TokenizerCorpus(new PhraseBook(), seed: 1).Learn(20, 285));
    private static readonly ModelShape s_shape = new(s_tokenizer.Vocabulary.Count, 64, 2, 2, 128, 2048);

    private readonly LlamaModel _model = new(s_shape);
    private readonly string _file = Path.GetTempFileName();
    private ILanguageModel? _engine;

    public async ValueTask InitializeAsync()
    {
        _model.Initialize(11);
        var random = new SeededRandom(12, "parity");
        foreach (ref var weight in _model.Weights.Span)
        {
            weight += 0.08f * random.NextNormal(); // peaked enough that the likeliest token is clear
        }
        _model.Pack();
        GgufExport.Write(_file, _model.Layout, _model.Weights.Span.ToArray(), s_tokenizer, GgmlType.F32);
        _engine = await new GgufLanguageRuntime().LoadAsync(new LanguageModelOptions(_file), CancellationToken.None);
    }

    [Fact]
    public async Task Greedy_answers_agree_token_by_token()
    {
        var chat = new ChatTokens(s_tokenizer);
        var evaluation = new EngineEvaluation(_engine!, TextWriter.Null);
        foreach (var home in new SplitMaker(new PhraseBook()).Make(Split.All[3], seed: 6, homes: 2))
        {
            foreach (var example in home.Examples.Take(6))
            {
                var text = await evaluation.AnswerAsync(home.Home, example.Sentence, TestContext.Current.CancellationToken);
                var expected = s_tokenizer.Decode(Greedy(chat.System(home.Home), chat.User(example.Sentence), 24));
                Assert.StartsWith(expected.Trim(), text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Prompts_have_as_many_tokens_in_llama_cpp()
    {
        var chat = new ChatTokens(s_tokenizer);
        foreach (var home in new SplitMaker(new PhraseBook()).Make(Split.All[1], seed: 8, homes: 4))
        {
            var example = home.Examples[0];
            var request = new GenerationRequest
            {
                Prompt = new GenerationPrompt.Chat(
                    [new ChatMessage("system", HomePrompt.System(home.Home)), new ChatMessage("user", HomePrompt.User(example.Sentence))]),
                MaxTokens = 1,
            };
            await foreach (var piece in _engine!.GenerateAsync(request, TestContext.Current.CancellationToken))
            {
                Assert.Equal(chat.System(home.Home).Count + chat.User(example.Sentence).Count, piece.PromptTokens);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
        _model.Dispose();
        File.Delete(_file);
    }

    private List<int> Greedy(List<int> system, List<int> question, int count)
    {
        using var work = new Workspace(s_shape, 2048, 1024, 256);
        var answer = new List<int>();
        while (answer.Count < count)
        {
            var sequence = new PackedSequence(system.ToArray());
            sequence.AddTurn(question.ToArray(), answer.ToArray(), 0);
            new SequencePass(_model, sequence, work).Forward();
            var next = new ExactMatch(_model, work).LikeliestAfter(sequence.Tokens.Count - 1);
            if (next is SpecialTokens.End or SpecialTokens.Pad) // llama.cpp ends at both
            {
                break;
            }
            answer.Add(next);
        }
        return answer;
    }
}

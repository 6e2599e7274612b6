using System.Runtime.CompilerServices;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>A loaded GGUF model.</summary>
internal sealed class GgufLanguageModel : ILanguageModel
{
    /// <summary>Prompts up to this length are encoded at once; longer ones off the caller's thread.</summary>
    private const int InlinePromptChars = 4096;

    private readonly ModelHandle _model;
    private readonly Tokenizer _tokenizer;
    private readonly PromptEncoder _prompts;
    private readonly EngineLoop _engine;
    private readonly AdapterShelf _adapters;

    /// <param name="model">Owned from here on, as are the next two.</param>
    /// <param name="tokenizer">Of the model.</param>
    /// <param name="engine">Runs on a context of the model.</param>
    /// <param name="info">What was loaded.</param>
    public GgufLanguageModel(ModelHandle model, Tokenizer tokenizer, EngineLoop engine, LanguageModelInfo info)
    {
        _model = model;
        _tokenizer = tokenizer;
        _engine = engine;
        Info = info;
        _adapters = new AdapterShelf(model, info.Architecture);
        _prompts = new PromptEncoder(tokenizer, new ChatTemplate(model), info.ContextTokens);
    }

    public LanguageModelInfo Info { get; private set; }

    public ModelLoad Load => _engine.Load;

    public async IAsyncEnumerable<GeneratedPiece> GenerateAsync(
        GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var prompt = request.Prompt is GenerationPrompt.Text { Value.Length: <= InlinePromptChars }
            ? _prompts.Encode(request)
            : await Task.Run(() => _prompts.Encode(request), cancellationToken);
        var adapter = _adapters.Find(request.Adapter);
        var generation = new Generation(
            request, prompt, Info.ContextTokens, OpenGrammar(request.Grammar, request.Resume), adapter);
        Enter(generation);
        try
        {
            // Raised on the canceller's thread, so that the engine stops even while this enumeration waits.
            await using var registration = cancellationToken.UnsafeRegister(_ => _engine.Cancel(generation), null);
            await foreach (var piece in generation.Pieces.ReadAllAsync(cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested(); // the engine may be pieces ahead of its reader
                yield return piece;
            }
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            _engine.Cancel(generation); // nothing happens where it has ended
        }
    }

    public async Task<ScoreResult> ScoreAsync(ScoreRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var prompt = await Task.Run(() => _prompts.Encode(request), cancellationToken);
        var adapter = _adapters.Find(request.Adapter);
        var scoring = new Scoring(request, prompt, OpenGrammar(request.Grammar, []), adapter);
        Enter(scoring);
        await using var registration = cancellationToken.UnsafeRegister(_ => _engine.Cancel(scoring), null);
        try
        {
            return await scoring.Result;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>
    /// Notes the file's digest, which is computed while the weights load; before anybody else sees the model.
    /// </summary>
    public void SetDigest(ModelDigest digest) => Info = Info with { Digest = digest };

    public Task<ModelDigest> LoadAdapterAsync(string path, CancellationToken cancellationToken) =>
        _adapters.LoadAsync(Path.GetFullPath(path), cancellationToken);

    /// <summary>Takes stored beginnings of earlier loads, and stores its own when it is disposed.</summary>
    public void KeepBeginnings(string directory) => _engine.Keep(
        new PromptCacheFolder(directory, Info.Digest, $"{Info.Digest} {Info.RuntimeClass}"));

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _adapters.Dispose();
        _tokenizer.Dispose();
        _model.Dispose();
    }

    private void Enter(SequenceWork work)
    {
        try
        {
            _engine.Enter(work);
        }
        catch (Exception refused)
        {
            work.Abandon(refused); // lets go of its grammar
            throw;
        }
    }

    /// <exception cref="InvalidRequestException">No grammar, or one that the resumed tokens break.</exception>
    private GrammarState? OpenGrammar(OutputGrammar? grammar, IReadOnlyList<int> resumed)
    {
        if (grammar is null)
        {
            return null;
        }
        var state = _tokenizer.Open(grammar);
        var bytes = new byte[64];
        foreach (var token in resumed)
        {
            var text = _tokenizer.Ends(token) ? [] : bytes.AsSpan(0, _tokenizer.Decode(token, ref bytes));
            if (!state.Allows(token, text))
            {
                state.Dispose();
                throw new InvalidRequestException($"The grammar forbids the resumed token {token}.");
            }
            state.Accept(token, text);
        }
        return state;
    }
}

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
        _prompts = new PromptEncoder(tokenizer, new ChatTemplate(model), info.ContextTokens);
    }

    public LanguageModelInfo Info { get; private set; }

    public async IAsyncEnumerable<GeneratedPiece> GenerateAsync(
        GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var prompt = request.Prompt is GenerationPrompt.Text { Value.Length: <= InlinePromptChars }
            ? _prompts.Encode(request)
            : await Task.Run(() => _prompts.Encode(request), cancellationToken);
        var generation = new Generation(request, prompt, Info.ContextTokens);
        await _engine.EnqueueAsync(generation, cancellationToken);
        try
        {
            // Raised on the canceller's thread, so that the engine stops even while this enumeration waits for its reader.
            await using var registration = cancellationToken.UnsafeRegister(_ => _engine.Cancel(generation), null);
            await foreach (var piece in generation.Pieces.ReadAllAsync(cancellationToken))
            {
                yield return piece;
            }
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            _engine.Cancel(generation); // nothing happens where it has ended
        }
    }

    /// <summary>Notes the file's digest, which is computed while the weights load; before anybody else sees the model.</summary>
    public void SetDigest(ModelDigest digest) => Info = Info with { Digest = digest };

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _tokenizer.Dispose();
        _model.Dispose();
    }
}

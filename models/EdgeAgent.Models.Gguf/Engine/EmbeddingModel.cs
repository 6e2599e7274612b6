using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>A model whose context gives one vector a text. One text after another: each is a step of its own.</summary>
internal sealed class EmbeddingModel : IEmbeddingModel
{
    /// <summary>Most texts of one call.</summary>
    private const int MaxTexts = 2048;

    private const int MeanPooling = 1; // llama.h: LLAMA_POOLING_TYPE_MEAN
    private const int FromMetadata = -1;

    private readonly ModelHandle _model;
    private readonly ContextHandle _context;
    private readonly Tokenizer _tokenizer;
    private readonly BatchBuffer _batch;
    private readonly nint _memory;
    private readonly SemaphoreSlim _turn = new(1);

    private EmbeddingModel(ModelHandle model, ContextHandle context, Tokenizer tokenizer, EmbeddingModelInfo info)
    {
        (_model, _context, _tokenizer, Info) = (model, context, tokenizer, info);
        _batch = new BatchBuffer(info.ContextTokens);
        _memory = LlamaApi.llama_get_memory(context);
    }

    public EmbeddingModelInfo Info { get; }

    /// <exception cref="ModelFormatException">llama.cpp refuses the file.</exception>
    /// <exception cref="InferenceException">Too little memory.</exception>
    public static EmbeddingModel Open(
        string path,
        GgufModelFacts facts,
        LoadPlan plan,
        bool saysPooling,
        int askedThreads,
        ModelDigest digest,
        CancellationToken cancellationToken)
    {
        var backend = LlamaLibrary.Load();
        var threads = askedThreads > 0 ? askedThreads : CpuTopology.ThreadsFor(facts.WeightBytes);
        var model = ModelLoader.Load(path, facts.IsRearranged, cancellationToken);
        Tokenizer? tokenizer = null;
        try
        {
#pragma warning disable CA2000 // its owner is the model, or the catch below
            tokenizer = new Tokenizer(VocabularyHandle.Of(model));
#pragma warning restore CA2000
            var parameters = LlamaApi.llama_context_default_params();
            // A text is one step: attention to both sides cannot be cut into several.
            parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = (uint)plan.ContextTokens;
            parameters.n_seq_max = 1;
            parameters.embeddings = 1;
            parameters.pooling_type = saysPooling ? FromMetadata : MeanPooling;
            parameters.n_threads = parameters.n_threads_batch = threads;
            using var pool = ThreadpoolHandle.Start(backend, threads);
#pragma warning disable CA2000 // its owner is the model
            var context = ContextHandle.Open(model, pool, parameters);
#pragma warning restore CA2000
            var pooling = LlamaApi.llama_pooling_type(context);
            var info = new EmbeddingModelInfo(
                digest, facts.Name, LlamaApi.llama_model_n_embd_out(model),
                Enum.IsDefined((EmbeddingPooling)pooling) ? (EmbeddingPooling)pooling : EmbeddingPooling.Mean,
                plan.ContextTokens, GgufLanguageRuntime.RuntimeClass(backend, threads));
            return new EmbeddingModel(model, context, tokenizer, info);
        }
        catch
        {
            tokenizer?.Dispose();
            model.Dispose();
            throw;
        }
    }

    public async Task<IReadOnlyList<float[]>> EmbedAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        Check(texts, ranks: false);
        var vectors = new List<float[]>(texts.Count);
        foreach (var text in texts)
        {
            var vector = await ComputeAsync(_tokenizer.Encode(text), Info.Dimensions, cancellationToken);
            var length = Math.Sqrt(vector.Sum(static number => (double)number * number));
            vectors.Add(length > 0 ? Array.ConvertAll(vector, number => (float)(number / length)) : vector);
        }
        return vectors;
    }

    public async Task<IReadOnlyList<float>> RankAsync(
        string question, IReadOnlyList<string> documents, CancellationToken cancellationToken)
    {
        Check(documents, ranks: true);
        var asked = _tokenizer.Encode(question);
        var ranks = new List<float>(documents.Count);
        foreach (var document in documents)
        {
            // Each part with its own begin and end, as such models are trained: begin, question, end, document, end.
            ranks.Add((await ComputeAsync([.. asked, .. _tokenizer.Encode(document)], 1, cancellationToken))[0]);
        }
        return ranks;
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _context.Dispose();
        _tokenizer.Dispose();
        _model.Dispose();
        _turn.Dispose();
    }

    private void Check(IReadOnlyList<string> texts, bool ranks)
    {
        if (texts.Count is 0 or > MaxTexts)
        {
            throw new InvalidRequestException($"1 to {MaxTexts} texts are possible, not {texts.Count}.");
        }
        if (ranks != (Info.Pooling == EmbeddingPooling.Rank))
        {
            throw new InvalidRequestException(ranks
                ? "This model embeds texts; it does not rank them."
                : "This model ranks texts; it does not embed them.");
        }
    }

    private async Task<float[]> ComputeAsync(int[] tokens, int count, CancellationToken cancellationToken)
    {
        if (tokens.Length > Info.ContextTokens)
        {
            throw new PromptTooLongException(tokens.Length, Info.ContextTokens);
        }
        if (tokens.Length == 0)
        {
            throw new InvalidRequestException("A text is empty.");
        }
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Compute(tokens, count), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private unsafe float[] Compute(int[] tokens, int count)
    {
        _batch.Clear();
        for (var i = 0; i < tokens.Length; i++)
        {
            _batch.Add(tokens[i], i, 0, wantsLogits: true);
        }
        if (_memory != 0)
        {
            LlamaApi.llama_memory_clear(_memory, 0);
        }
        var status = _memory != 0
            ? LlamaApi.llama_decode(_context, _batch.AsNative())
            : LlamaApi.llama_encode(_context, _batch.AsNative());
        var vector = LlamaApi.llama_get_embeddings_seq(_context, 0);
        // Invariant: the library keeps at least as many numbers in place until the next computation.
        return status == DecodeStatus.Success && vector != null
            ? new ReadOnlySpan<float>(vector, count).ToArray()
            : throw new InferenceException($"The model could not compute {tokens.Length} tokens: {status}.");
    }
}

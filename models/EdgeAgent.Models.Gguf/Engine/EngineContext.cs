using EdgeAgent.Models.Gguf.Native;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>A context and what it was made for.</summary>
/// <param name="context">Owned.</param>
/// <param name="abort">The flag that its abort callback reads.</param>
/// <param name="mostOutputs">Most tokens of one decode behind which logits can be had.</param>
/// <param name="sequences">Most sequences in memory.</param>
/// <param name="canCut">Whether its memory holds tokens one by one, not one state that sums them up.</param>
internal sealed class EngineContext(
    ContextHandle context, AbortFlag abort, int mostOutputs, int sequences, bool canCut) : IDisposable
{
    public ContextHandle Context { get; } = context;

    public AbortFlag Abort { get; } = abort;

    public int MostOutputs { get; } = mostOutputs;

    public int Sequences { get; } = sequences;

    public bool CanCut { get; } = canCut;

    /// <summary>Tokens that all sequences together hold.</summary>
    public int Cells { get; } = (int)LlamaApi.llama_n_ctx(context);

    /// <summary>Most tokens in one decode.</summary>
    public int BatchTokens { get; } = (int)LlamaApi.llama_n_batch(context);

    public void Dispose() => Context.Dispose();
}

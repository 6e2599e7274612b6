using EdgeAgent.Models.Gguf.Native;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>llama.cpp's memory of one context.</summary>
internal sealed class ContextMemory(ContextHandle context, bool canCut) : IContextMemory
{
    private readonly nint _memory = LlamaApi.llama_get_memory(context);

    public bool CanCut { get; } = canCut;

    public bool Cut(int sequence, int length) => LlamaApi.llama_memory_seq_rm(_memory, sequence, length, -1) != 0;

    public void Remove(int sequence) => LlamaApi.llama_memory_seq_rm(_memory, sequence, -1, -1);

    public void Share(int source, int target, int length) =>
        LlamaApi.llama_memory_seq_cp(_memory, source, target, 0, length);
}

using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>Owns a llama_sampler that holds the state of a grammar.</summary>
internal sealed class GrammarHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LlamaApi.llama_sampler_free(handle);
        return true;
    }
}

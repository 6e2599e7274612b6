using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>llama.h: struct llama_token_data.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LlamaTokenData
{
    public int id;
    public float logit;
    public float p;
}

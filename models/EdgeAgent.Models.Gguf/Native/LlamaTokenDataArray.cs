using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>llama.h: struct llama_token_data_array.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LlamaTokenDataArray
{
    public LlamaTokenData* data;
    public nuint size;
    public long selected;
    public byte sorted;
}

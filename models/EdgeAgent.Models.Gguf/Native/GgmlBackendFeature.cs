using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>ggml-backend.h: struct ggml_backend_feature. A list ends with a null name.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GgmlBackendFeature
{
    public byte* name;
    public byte* value;
}

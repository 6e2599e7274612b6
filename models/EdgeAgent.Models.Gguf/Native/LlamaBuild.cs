namespace EdgeAgent.Models.Gguf.Native;

/// <summary>Which build of llama.cpp the binding was written for.</summary>
/// <remarks>
/// The libraries come from the npm packages in <c>models/llama.cpp/package-lock.json</c>; their header is in the npm
/// package <c>node-llama-cpp</c> of the same version, as a git bundle. Change all three together, then run the ABI
/// tests.
/// </remarks>
internal static class LlamaBuild
{
    /// <summary>The release; llama_version() begins with its number.</summary>
    public const string Release = "v0.5.0";

    /// <summary>The one commit of the bundle that holds the header.</summary>
    public const string BundleCommit = "de3ff815ea7d559ee917f063901b8986f038abc6";

    /// <summary>Version of the npm packages.</summary>
    public const string PackageVersion = "3.22.1";

    /// <summary>Main library; file name in the packages.</summary>
    public const string LlamaFile = "libllama.v0.5.0.so";

    /// <summary>Backend registry.</summary>
    public const string GgmlFile = "libggml.v0.5.0.so";

    /// <summary>Tensors, quantization, logging.</summary>
    public const string GgmlBaseFile = "libggml-base.so";
}

using System.Reflection;
using System.Runtime.InteropServices;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>Finds and loads the native libraries, once in a process.</summary>
internal static class LlamaLibrary
{
    /// <summary>Environment variable: the folder of the libraries; default <c>llama</c> beside the program.</summary>
    public const string DirectoryVariable = "EDGEAGENT_LLAMA_DIR";

    /// <summary>
    /// Environment variable: one processor generation's library, for example <c>haswell</c> or <c>armv8.2_1</c>, instead
    /// of the best that this processor runs. So one machine shows how much the generations' answers differ.
    /// </summary>
    public const string VariantVariable = "EDGEAGENT_LLAMA_CPU";

    private static readonly Lazy<CpuBackend> s_backend = new(LoadAll);

    /// <summary>The folder that the libraries come from.</summary>
    public static string Directory { get; } =
        Environment.GetEnvironmentVariable(DirectoryVariable) is { Length: > 0 } configured
            ? Path.GetFullPath(configured)
            : Path.Combine(AppContext.BaseDirectory, "llama");

    /// <summary>Loads on first use; afterwards gives the same again, or throws the same again.</summary>
    /// <exception cref="InferenceException">The libraries are missing, of another build, or not for this processor.</exception>
    public static CpuBackend Load() => s_backend.Value;

    private static CpuBackend LoadAll()
    {
        if (!File.Exists(Path.Combine(Directory, LlamaBuild.LlamaFile)))
        {
            throw new InferenceException(
                $"{LlamaBuild.LlamaFile} is not in {Directory}: build or publish for this system, or set {DirectoryVariable}.");
        }
        NativeLibrary.SetDllImportResolver(typeof(LlamaLibrary).Assembly, Resolve);
        NativeLog.Install();
        var registry = Environment.GetEnvironmentVariable(VariantVariable) is { Length: > 0 } variant
            ? GgmlApi.ggml_backend_load(Path.Combine(Directory, $"libggml-cpu-{Path.GetFileName(variant)}.so"))
            : LoadBest();
        if (registry == 0)
        {
            throw new InferenceException($"No library in {Directory} is for this processor.");
        }
        LlamaApi.llama_backend_init();
        return new CpuBackend(registry);
    }

    private static nint LoadBest()
    {
        GgmlApi.ggml_backend_load_all_from_path(Directory);
        return GgmlApi.ggml_backend_reg_by_name("CPU");
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        var file = name switch
        {
            LlamaApi.Library => LlamaBuild.LlamaFile,
            GgmlApi.Library => LlamaBuild.GgmlFile,
            GgmlApi.BaseLibrary => LlamaBuild.GgmlBaseFile,
            _ => null,
        };
        return file is null ? 0 : NativeLibrary.Load(Path.Combine(Directory, file));
    }
}

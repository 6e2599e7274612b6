using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>ggml.h and ggml-backend.h of <see cref="LlamaBuild.BundleCommit"/>; above each function stands its header line.</summary>
internal static unsafe partial class GgmlApi
{
    /// <summary>Resolved by <see cref="LlamaLibrary"/>.</summary>
    public const string Library = "ggml";

    /// <summary>Resolved by <see cref="LlamaLibrary"/>.</summary>
    public const string BaseLibrary = "ggml-base";

    // GGML_API void ggml_backend_load_all_from_path(const char * dir_path);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ggml_backend_load_all_from_path(string dir_path);

    // GGML_API ggml_backend_reg_t ggml_backend_load(const char * path);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ggml_backend_load(string path);

    // GGML_API ggml_backend_reg_t ggml_backend_reg_by_name(const char * name);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ggml_backend_reg_by_name(string name);

    // GGML_API void * ggml_backend_reg_get_proc_address(ggml_backend_reg_t reg, const char * name);
    [LibraryImport(BaseLibrary, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ggml_backend_reg_get_proc_address(nint reg, string name);

    // GGML_API void ggml_threadpool_params_init(struct ggml_threadpool_params * p, int n_threads);
    [LibraryImport(BaseLibrary)]
    public static partial void ggml_threadpool_params_init(GgmlThreadpoolParams* p, int n_threads);

    // GGML_API int64_t ggml_blck_size(enum ggml_type type);
    [LibraryImport(BaseLibrary)]
    public static partial long ggml_blck_size(int type);

    // GGML_API size_t ggml_type_size(enum ggml_type type);
    [LibraryImport(BaseLibrary)]
    public static partial nuint ggml_type_size(int type);
}

using System.Globalization;
using System.Runtime.InteropServices;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>ggml's library for this processor's generation, loaded once in a process and never unloaded.</summary>
internal sealed unsafe class CpuBackend
{
    private readonly delegate* unmanaged[Cdecl]<GgmlThreadpoolParams*, nint> _newThreadpool;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _freeThreadpool;

    /// <param name="registry">A ggml_backend_reg_t.</param>
    /// <exception cref="InferenceException">The library lacks what every CPU backend has.</exception>
    public CpuBackend(nint registry)
    {
        var create = GgmlApi.ggml_backend_reg_get_proc_address(registry, "ggml_threadpool_new");
        var free = GgmlApi.ggml_backend_reg_get_proc_address(registry, "ggml_threadpool_free");
        var features = GgmlApi.ggml_backend_reg_get_proc_address(registry, "ggml_backend_get_features");
        if (create == 0 || free == 0 || features == 0)
        {
            throw new InferenceException("The ggml library for this processor lacks its thread pool; the files are of another build.");
        }
        // ggml-cpu.h: struct ggml_threadpool * ggml_threadpool_new(struct ggml_threadpool_params * params);
        _newThreadpool = (delegate* unmanaged[Cdecl]<GgmlThreadpoolParams*, nint>)create;
        // ggml-cpu.h: void ggml_threadpool_free(struct ggml_threadpool * threadpool);
        _freeThreadpool = (delegate* unmanaged[Cdecl]<nint, void>)free;
        // ggml-backend.h: typedef struct ggml_backend_feature * (*ggml_backend_get_features_t)(ggml_backend_reg_t reg);
        Features = ReadFeatures(((delegate* unmanaged[Cdecl]<nint, GgmlBackendFeature*>)features)(registry));
        Variant = FindVariant(create);
    }

    /// <summary>The chosen library's file without prefix and extension, for example <c>ggml-cpu-zen4</c>.</summary>
    public string Variant { get; }

    /// <summary>What the library was built for, for example <c>AVX2 FMA F16C</c>.</summary>
    public string Features { get; }

    public nint NewThreadpool(GgmlThreadpoolParams* parameters) => _newThreadpool(parameters);

    public void FreeThreadpool(nint pool) => _freeThreadpool(pool);

    private static string ReadFeatures(GgmlBackendFeature* feature)
    {
        var names = new List<string>();
        // A static list of the library that ends with a null name.
        for (; feature->name != null; feature++)
        {
            var value = Marshal.PtrToStringUTF8((nint)feature->value);
            if (!string.Equals(value, "0", StringComparison.Ordinal))
            {
                var name = Marshal.PtrToStringUTF8((nint)feature->name)!;
                names.Add(string.Equals(value, "1", StringComparison.Ordinal) ? name : $"{name}={value}");
            }
        }
        return string.Join(' ', names);
    }

    /// <summary>ggml does not tell which file it chose; the kernel knows which file a function lies in.</summary>
    private static string FindVariant(nint function)
    {
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var dash = line.IndexOf('-', StringComparison.Ordinal);
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var first = nuint.Parse(line.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var last = nuint.Parse(line.AsSpan(dash + 1, space - dash - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            var slash = line.IndexOf('/', StringComparison.Ordinal);
            if ((nuint)function >= first && (nuint)function < last && slash > 0)
            {
                var file = Path.GetFileNameWithoutExtension(line[slash..]);
                return file.StartsWith("lib", StringComparison.Ordinal) ? file[3..] : file;
            }
        }
        return "ggml-cpu";
    }
}

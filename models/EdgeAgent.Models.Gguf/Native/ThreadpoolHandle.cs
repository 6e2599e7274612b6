using System.Runtime.InteropServices;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>Owns a ggml_threadpool. Without one, ggml starts and joins its threads anew for each token.</summary>
internal sealed unsafe class ThreadpoolHandle : SafeHandle
{
    private readonly CpuBackend _backend;

    private ThreadpoolHandle(CpuBackend backend, nint pool) : base(0, ownsHandle: true)
    {
        _backend = backend;
        SetHandle(pool);
    }

    public override bool IsInvalid => handle == 0;

    /// <param name="backend">Whose threads.</param>
    /// <param name="threads">1 to <see cref="GgmlThreadpoolParams.MaxThreads"/>, the calling thread included.</param>
    /// <exception cref="InferenceException">The system has no more threads.</exception>
    public static ThreadpoolHandle Start(CpuBackend backend, int threads)
    {
        GgmlThreadpoolParams parameters;
        GgmlApi.ggml_threadpool_params_init(&parameters, threads);
        // The pool copies the parameters, so that a local is enough.
        var pool = new ThreadpoolHandle(backend, backend.NewThreadpool(&parameters));
        if (pool.IsInvalid)
        {
            pool.Dispose();
            throw new InferenceException($"No pool of {threads} compute threads.");
        }
        return pool;
    }

    protected override bool ReleaseHandle()
    {
        _backend.FreeThreadpool(handle);
        return true;
    }
}

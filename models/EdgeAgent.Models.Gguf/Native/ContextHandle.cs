using System.Runtime.InteropServices;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>Owns a llama_context and keeps its model and its threads alive.</summary>
internal sealed class ContextHandle() : SafeHandle(0, ownsHandle: true)
{
    private ModelHandle? _model;
    private ThreadpoolHandle? _threads;

    public override bool IsInvalid => handle == 0;

    /// <exception cref="InferenceException">The library could not make the context; mostly for want of memory.</exception>
    public static ContextHandle Open(ModelHandle model, ThreadpoolHandle threads, LlamaContextParams parameters)
    {
        var held = false;
        model.DangerousAddRef(ref held); // first: a concurrent Dispose must not free the model
        threads.DangerousAddRef(ref held);
        NativeLog.StartCollecting();
        var context = LlamaApi.llama_init_from_model(model, parameters);
        if (context.IsInvalid) // never null: the stub always makes the object
        {
            threads.DangerousRelease();
            model.DangerousRelease();
            context.Dispose();
            throw new InferenceException($"No context for {parameters.n_ctx} tokens: {NativeLog.Collected()}");
        }
        (context._model, context._threads) = (model, threads);
        LlamaApi.llama_attach_threadpool(context, threads, threads);
        return context;
    }

    protected override bool ReleaseHandle()
    {
        LlamaApi.llama_free(handle);
        _threads?.DangerousRelease();
        _model?.DangerousRelease();
        return true;
    }
}

using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Loads weights and makes contexts.</summary>
internal static unsafe class ModelLoader
{
    private const int LoadModeMmap = 1; // llama.h: LLAMA_LOAD_MODE_MMAP

    /// <summary>Maps the weights of a checked file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isRearranged">Whether the library keeps a copy of the weights in another order.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ModelFormatException">llama.cpp does not know the architecture, or lacks a tensor.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public static ModelHandle Load(string path, bool isRearranged, CancellationToken cancellationToken)
    {
        var abort = new AbortFlag();
        using var registration = cancellationToken.UnsafeRegister(static flag => ((AbortFlag)flag!).Raise(), abort);
        var parameters = LlamaApi.llama_model_default_params();
        parameters.n_gpu_layers = 0;
        parameters.load_mode = LoadModeMmap;
        parameters.progress_callback = AbortFlag.LetsLoadGoOn;
        parameters.progress_callback_user_data = abort.Address;
        NativeLog.StartCollecting();
        var model = LlamaApi.llama_model_load_from_file(path, parameters);
        GC.KeepAlive(abort);
        if (model.IsInvalid)
        {
            model.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelFormatException($"llama.cpp refuses {Path.GetFileName(path)}: {NativeLog.Collected()}");
        }
        if (isRearranged)
        {
            MappedFile.Forget(path);
        }
        return model;
    }

    /// <summary>Makes a context as planned.</summary>
    /// <exception cref="InferenceException">Too little memory, or a model that does not write text.</exception>
    public static EngineContext Open(ModelHandle model, LoadPlan plan, int threads)
    {
        if (LlamaApi.llama_model_has_decoder(model) == 0 || LlamaApi.llama_model_has_encoder(model) != 0)
        {
            throw NoTextModel();
        }
        var canCut = LlamaApi.llama_model_is_recurrent(model) == 0 && LlamaApi.llama_model_is_hybrid(model) == 0;
        var sequences = canCut ? EngineLimits.MaxSequences : plan.Slots + EngineLimits.MaxKeptStates;
        var abort = new AbortFlag();
        var parameters = LlamaApi.llama_context_default_params();
        parameters.n_ctx = (uint)plan.Cells;
        parameters.n_batch = EngineLimits.PromptChunkTokens;
        parameters.n_ubatch = EngineLimits.PromptChunkTokens;
        // With one memory for all, sequence numbers beyond this are possible; only states are counted by it.
        parameters.n_seq_max = (uint)(canCut ? plan.Slots : sequences);
        parameters.kv_unified = 1; // beginnings are shared without a copy, and a long sequence takes what others leave
        parameters.n_outputs_max = (uint)plan.MostOutputs; // otherwise room for the logits of a whole chunk is kept
        parameters.n_threads = threads;
        parameters.n_threads_batch = threads;
        parameters.offload_kqv = 0;
        parameters.op_offload = 0;
        parameters.abort_callback = AbortFlag.StopsDecode;
        parameters.abort_callback_data = abort.Address;
        using var pool = ThreadpoolHandle.Start(LlamaLibrary.Load(), threads);
#pragma warning disable CA2000 // its owner is the EngineContext
        var context = ContextHandle.Open(model, pool, parameters);
#pragma warning restore CA2000
        if (LlamaApi.llama_get_memory(context) == 0)
        {
            context.Dispose();
            throw NoTextModel();
        }
        return new EngineContext(context, abort, plan.MostOutputs, sequences, canCut);
    }

    private static InferenceException NoTextModel() =>
        new("This model turns text into numbers or needs an encoder; it does not continue text.");
}

using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>Loads weights and makes contexts.</summary>
internal static unsafe class ModelLoader
{
    private const int LoadModeMmap = 1; // llama.h: LLAMA_LOAD_MODE_MMAP

    /// <summary>Maps the weights of a checked file.</summary>
    /// <exception cref="ModelFormatException">llama.cpp does not know the architecture, or lacks a tensor.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public static ModelHandle Load(string path, CancellationToken cancellationToken)
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
        return model;
    }

    /// <summary>Makes a context for one sequence.</summary>
    /// <exception cref="InferenceException">Too little memory, or a model that does not write text.</exception>
    public static ContextHandle Open(ModelHandle model, int contextTokens, int threads, AbortFlag abort)
    {
        if (LlamaApi.llama_model_has_decoder(model) == 0 || LlamaApi.llama_model_has_encoder(model) != 0)
        {
            throw new InferenceException("This model turns text into numbers or needs an encoder; it does not continue text.");
        }
        var parameters = LlamaApi.llama_context_default_params();
        parameters.n_ctx = (uint)contextTokens;
        parameters.n_batch = EngineLimits.PromptChunkTokens;
        parameters.n_ubatch = EngineLimits.PromptChunkTokens;
        parameters.n_seq_max = 1;
        parameters.n_outputs_max = 1; // otherwise room for the logits of a whole chunk is kept
        parameters.n_threads = threads;
        parameters.n_threads_batch = threads;
        parameters.offload_kqv = 0;
        parameters.op_offload = 0;
        parameters.abort_callback = AbortFlag.StopsDecode;
        parameters.abort_callback_data = abort.Address;
        using var pool = ThreadpoolHandle.Start(LlamaLibrary.Load(), threads);
        return ContextHandle.Open(model, pool, parameters);
    }
}

using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>Owns a llama_adapter_lora and keeps its model alive.</summary>
internal sealed class AdapterHandle() : SafeHandle(0, ownsHandle: true)
{
    private ModelHandle? _model;

    public override bool IsInvalid => handle == 0;

    /// <summary>Reads an adapter whose header was checked.</summary>
    /// <exception cref="ModelFormatException">It does not fit the model; the text says why.</exception>
    public static AdapterHandle Load(ModelHandle model, string path)
    {
        var held = false;
        model.DangerousAddRef(ref held);
        NativeLog.StartCollecting();
        var adapter = LlamaApi.llama_adapter_lora_init(model, path);
        if (adapter.IsInvalid)
        {
            model.DangerousRelease();
            adapter.Dispose();
            throw new ModelFormatException($"The adapter does not fit this model: {NativeLog.Collected()}");
        }
        NativeLog.Collected();
        adapter._model = model;
        return adapter;
    }

    protected override bool ReleaseHandle()
    {
        LlamaApi.llama_adapter_lora_free(handle);
        _model?.DangerousRelease();
        return true;
    }
}

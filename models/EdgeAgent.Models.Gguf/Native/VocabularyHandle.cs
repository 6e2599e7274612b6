using System.Runtime.InteropServices;

namespace EdgeAgent.Models.Gguf.Native;

/// <summary>A llama_vocab, which its model owns; the handle keeps the model alive.</summary>
internal sealed class VocabularyHandle() : SafeHandle(0, ownsHandle: true)
{
    private ModelHandle? _model;

    public override bool IsInvalid => handle == 0;

    public static VocabularyHandle Of(ModelHandle model)
    {
        var held = false;
        model.DangerousAddRef(ref held);
        var vocabulary = LlamaApi.llama_model_get_vocab(model);
        vocabulary._model = model;
        return vocabulary;
    }

    protected override bool ReleaseHandle()
    {
        _model?.DangerousRelease();
        return true;
    }
}

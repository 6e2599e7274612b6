using System.Runtime.InteropServices;
using System.Text;
using EdgeAgent.Models.Gguf.Native;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>The model's own chat template, applied by llama.cpp, which knows the common ones by their text.</summary>
internal sealed unsafe class ChatTemplate
{
    private const int NameChars = 60;
    private const int SpareBytes = 4096;

    /// <summary>UTF-8 with a closing zero; null where the model has no template.</summary>
    private readonly byte[]? _template;

    public ChatTemplate(ModelHandle model)
    {
        var text = LlamaApi.llama_model_chat_template(model, null);
        _template = text == null ? null : [.. MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text), 0];
    }

    /// <summary>The prompt of a conversation, up to where the assistant's answer begins.</summary>
    /// <exception cref="ChatTemplateException">The model has no template, or one that llama.cpp does not know.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages)
    {
        if (_template is null)
        {
            throw new ChatTemplateException("This model has no chat template: it continues plain text, it does not converse.");
        }
        var texts = Join(messages, out var offsets);
        var output = new byte[(2 * texts.Length) + SpareBytes];
        var length = Apply(texts, offsets, output);
        if (length > output.Length)
        {
            output = new byte[length];
            length = Apply(texts, offsets, output);
        }
        return length >= 0
            ? Encoding.UTF8.GetString(output, 0, length)
            : throw new ChatTemplateException(
                $"The chat template of this model is none that the engine knows; it begins \"{Beginning()}\".");
    }

    private int Apply(byte[] texts, int[] offsets, byte[] output)
    {
        var chat = new LlamaChatMessage[offsets.Length / 2];
        // Invariant: the four arrays stay in place for the call, each text ends with a zero byte, and the call keeps nothing.
        fixed (byte* template = _template, text = texts, start = output)
        fixed (LlamaChatMessage* first = chat)
        {
            for (var i = 0; i < chat.Length; i++)
            {
                chat[i].role = text + offsets[2 * i];
                chat[i].content = text + offsets[(2 * i) + 1];
            }
            return LlamaApi.llama_chat_apply_template(template, first, (nuint)chat.Length, add_ass: 1, start, output.Length);
        }
    }

    /// <summary>All roles and texts behind one another, each with a closing zero.</summary>
    private static byte[] Join(IReadOnlyList<ChatMessage> messages, out int[] offsets)
    {
        offsets = new int[2 * messages.Count];
        using var joined = new MemoryStream();
        for (var i = 0; i < messages.Count; i++)
        {
            offsets[2 * i] = (int)joined.Position;
            Write(messages[i].Role);
            offsets[(2 * i) + 1] = (int)joined.Position;
            Write(messages[i].Content);
        }
        return joined.ToArray();

        void Write(string text)
        {
            joined.Write(Encoding.UTF8.GetBytes(text));
            joined.WriteByte(0);
        }
    }

    private string Beginning()
    {
        var text = Encoding.UTF8.GetString(_template.AsSpan(0, _template!.Length - 1)).ReplaceLineEndings(" ");
        return text.Length <= NameChars ? text : string.Concat(text.AsSpan(0, NameChars), "…");
    }
}

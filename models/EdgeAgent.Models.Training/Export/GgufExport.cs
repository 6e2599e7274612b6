using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Training.Model;
using EdgeAgent.Models.Training.Run;
using EdgeAgent.Models.Training.Tokens;

namespace EdgeAgent.Models.Training.Export;

/// <summary>Writes a trained model as GGUF: architecture <c>llama</c>, tied head, byte-level tokenizer, chatml template.</summary>
internal static class GgufExport
{
    /// <summary>Name in the file and in the catalogue.</summary>
    public const string ModelName = "edgeagent-home";

    // llama.cpp knows chatml by "<|im_start|>" and renders it without this text; other engines run it.
    private const string ChatTemplate =
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

    private const int NormalType = 1;
    private const int ControlType = 3;
    private const int UnusedType = 5;

    /// <summary>Writes the file; it appears under its name when it is whole.</summary>
    /// <param name="file">Target.</param>
    /// <param name="layout">Places of the tensors.</param>
    /// <param name="weights">All weights.</param>
    /// <param name="tokenizer">Vocabulary and merges.</param>
    /// <param name="type">Encoding of the matrices: F32 or Q8_0; gains stay F32.</param>
    public static void Write(
        string file, WeightLayout layout, Memory<float> weights, BytePairTokenizer tokenizer, GgmlType type)
    {
        using var writer = new GgufWriter();
        AddShape(writer, layout.Shape, type);
        AddTokenizer(writer, tokenizer);
        foreach (var tensor in layout.Tensors)
        {
            if (tensor.Role == TensorRole.Gain)
            {
                writer.AddTensor(tensor.Name, GgmlType.F32, tensor.Columns);
            }
            else
            {
                writer.AddTensor(tensor.Name, type, tensor.Columns, tensor.Rows);
            }
        }
        var byName = layout.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        using var bytes = new MemoryStream();
        writer.Write(bytes, (info, stream) =>
        {
            var tensor = byName[info.Name];
            var values = weights.Span.Slice(checked((int)tensor.Offset), tensor.Length);
            TensorEncoding.Write(values, info.Type, stream);
        });
        RunFolder.WriteAtomically(file, bytes.GetBuffer().AsSpan(0, checked((int)bytes.Length)));
    }

    private static void AddShape(GgufWriter writer, ModelShape shape, GgmlType type)
    {
        writer.Add("general.architecture", "llama");
        writer.Add("general.name", ModelName);
        writer.Add("general.file_type", type == GgmlType.F32 ? 0u : 7u);
        writer.Add("general.quantization_version", 2u);
        writer.Add("llama.context_length", (uint)shape.Context);
        writer.Add("llama.embedding_length", (uint)shape.Width);
        writer.Add("llama.block_count", (uint)shape.Layers);
        writer.Add("llama.feed_forward_length", (uint)shape.FeedForward);
        writer.Add("llama.attention.head_count", (uint)shape.Heads);
        writer.Add("llama.attention.head_count_kv", (uint)shape.Heads);
        writer.Add("llama.attention.layer_norm_rms_epsilon", ModelShape.NormEpsilon);
        writer.Add("llama.rope.dimension_count", (uint)ModelShape.HeadWidth);
        writer.Add("llama.rope.freq_base", ModelShape.RopeBase);
        writer.Add("llama.vocab_size", (uint)shape.Vocabulary);
    }

    private static void AddTokenizer(GgufWriter writer, BytePairTokenizer tokenizer)
    {
        writer.Add("tokenizer.ggml.model", "gpt2");
        writer.Add("tokenizer.ggml.pre", "gpt-2");
        writer.Add("tokenizer.ggml.tokens", tokenizer.Vocabulary.ToArray());
        writer.Add("tokenizer.ggml.token_type", Enumerable.Range(0, tokenizer.Vocabulary.Count)
            .Select(id => id < SpecialTokens.Texts.Count ? ControlType : tokenizer.IsControl(id) ? UnusedType : NormalType)
            .ToArray());
        writer.Add("tokenizer.ggml.merges", tokenizer.Merges.Select(merge => $"{merge.Left} {merge.Right}").ToArray());
        writer.Add("tokenizer.ggml.bos_token_id", (uint)SpecialTokens.Pad);
        writer.Add("tokenizer.ggml.eos_token_id", (uint)SpecialTokens.End);
        writer.Add("tokenizer.ggml.padding_token_id", (uint)SpecialTokens.Pad);
        writer.Add("tokenizer.ggml.add_bos_token", false);
        writer.Add("tokenizer.chat_template", ChatTemplate);
    }
}

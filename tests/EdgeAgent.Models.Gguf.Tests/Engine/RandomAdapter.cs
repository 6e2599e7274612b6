using System.Runtime.InteropServices;
using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.RandomModels;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

/// <summary>Writes adapters with random weights for the smallest random model.</summary>
internal static class RandomAdapter
{
    private const int Rank = 4;

    /// <returns>The path.</returns>
    public static string Write(string path, int seed, int width = 64, string architecture = "llama")
    {
        using var writer = new GgufWriter();
        writer.Add("general.type", "adapter");
        writer.Add(GgufKeys.Architecture, architecture);
        writer.Add("adapter.type", "lora");
        writer.Add("adapter.lora.alpha", (float)Rank);
        for (var layer = 0; layer < LlamaShape.Tiny260K.Layers; layer++)
        {
            writer.AddTensor($"blk.{layer}.attn_q.weight.lora_a", GgmlType.F32, width, Rank);
            writer.AddTensor($"blk.{layer}.attn_q.weight.lora_b", GgmlType.F32, Rank, width);
            writer.AddTensor($"blk.{layer}.ffn_down.weight.lora_a", GgmlType.F32, 172, Rank);
            writer.AddTensor($"blk.{layer}.ffn_down.weight.lora_b", GgmlType.F32, Rank, width);
        }
        var random = new Random(seed);
        using var file = File.Create(path);
        writer.Write(file, (tensor, stream) =>
        {
            var values = new float[tensor.Elements];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = ((float)random.NextDouble() - 0.5f) * 0.3f;
            }
            stream.Write(MemoryMarshal.AsBytes<float>(values));
        });
        return path;
    }
}

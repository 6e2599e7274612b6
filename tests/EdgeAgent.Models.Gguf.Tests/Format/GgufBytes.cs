using EdgeAgent.Models.Gguf.Format;
using EdgeAgent.Models.Gguf.RandomModels;

namespace EdgeAgent.Models.Gguf.Tests.Format;

/// <summary>Small files, valid but for what a test does to them.</summary>
internal static class GgufBytes
{
    /// <summary>A model with every kind of metadata that a language model has; 40 KB.</summary>
    public static byte[] Model()
    {
        var shape = new LlamaShape("small", 8, 1, 2, 1, 16, RandomVocabulary.LeastTokens, 64);
        using var stream = new MemoryStream();
        RandomModelWriter.Write(stream, shape, RandomQuantization.F16, 1, CancellationToken.None);
        return stream.ToArray();
    }

    /// <summary>A file with one tensor, written by hand.</summary>
    public static byte[] Write(Action<GgufWriter> metadata)
    {
        using var writer = new GgufWriter();
        metadata(writer);
        writer.AddTensor("t", GgmlType.F32, 4);
        using var stream = new MemoryStream();
        writer.Write(stream, (tensor, output) => output.Write(new byte[tensor.SizeBytes]));
        return stream.ToArray();
    }

    public static GgufFile Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return GgufFile.Read(stream);
    }

    /// <summary>Where the only occurrence of a text begins.</summary>
    public static int Find(byte[] bytes, string text)
    {
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.True(at >= 0);
        return at;
    }
}

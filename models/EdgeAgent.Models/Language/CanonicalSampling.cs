using System.Buffers.Binary;
using System.Text;

namespace EdgeAgent.Models.Language;

/// <summary>
/// The one byte encoding of how tokens are drawn; its hash is the <c>samplerHash</c> of locks and claims.
/// </summary>
/// <remarks>
/// All numbers little-endian, floats as IEEE 754 binary32 with -0 written as +0, in this order:
/// <list type="number">
/// <item>
/// the 16 ASCII bytes <c>EdgeAgentSample2</c> (name and version of this encoding and of the sampler's order);
/// </item>
/// <item>RepetitionPenalty f32, RepetitionWindow u32, TopK u32, TopP f32, MinP f32, Temperature f32;</item>
/// <item>
/// length of the grammar in bytes u32, 0 where there is none, and its GBNF in UTF-8; length of its trigger u32, 0 where
/// it holds from the first token, and the trigger in UTF-8. A grammar forbids tokens before the first step of the draw;
/// what it allows is what llama.cpp's grammars allow (llama-grammar.cpp of <c>LlamaBuild</c>), and the token that
/// completes the trigger must fit too;
/// </item>
/// <item>number of stop strings u32, then each as its length in bytes u32 and its UTF-8, in the request's order.</item>
/// </list>
/// The seed is not part: locks and claims carry it in a field of its own.
/// </remarks>
public static class CanonicalSampling
{
    private static readonly byte[] s_header = "EdgeAgentSample2"u8.ToArray();

    /// <summary>Encodes parameters that <see cref="SamplingParameters.Validate"/> found in range.</summary>
    public static byte[] Encode(
        SamplingParameters sampling, IReadOnlyList<string> stop, OutputGrammar? grammar = null)
    {
        ArgumentNullException.ThrowIfNull(sampling);
        ArgumentNullException.ThrowIfNull(stop);
        using var bytes = new MemoryStream();
        bytes.Write(s_header);
        Write(bytes, sampling.RepetitionPenalty);
        Write(bytes, (uint)sampling.RepetitionWindow);
        Write(bytes, (uint)sampling.TopK);
        Write(bytes, sampling.TopP);
        Write(bytes, sampling.MinP);
        Write(bytes, sampling.Temperature);
        Write(bytes, grammar?.Gbnf ?? "");
        Write(bytes, grammar?.Trigger ?? "");
        Write(bytes, (uint)stop.Count);
        foreach (var text in stop)
        {
            Write(bytes, text);
        }
        return bytes.ToArray();
    }

    private static void Write(MemoryStream bytes, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Write(bytes, (uint)utf8.Length);
        bytes.Write(utf8);
    }

    private static void Write(MemoryStream bytes, uint value)
    {
        Span<byte> four = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        bytes.Write(four);
    }

    private static void Write(MemoryStream bytes, float value) =>
        Write(bytes, BitConverter.SingleToUInt32Bits(value == 0 ? 0 : value));
}

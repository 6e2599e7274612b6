using System.Text;

namespace EdgeAgent.Models.Training.Tokens;

/// <summary>Bytes as the printable characters that GPT-2's vocabulary files use.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_characters = Build();
    private static readonly Dictionary<char, byte> s_bytes =
        s_characters.Select((c, i) => (c, i)).ToDictionary(pair => pair.c, pair => (byte)pair.i);

    /// <summary>Character of a byte.</summary>
    public static char Character(byte value) => s_characters[value];

    /// <summary>UTF-8 bytes of a text, one character each.</summary>
    public static string FromText(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(bytes.Length, bytes, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = s_characters[source[i]];
            }
        });
    }

    /// <summary>Bytes of characters of the alphabet.</summary>
    public static byte[] ToBytes(string characters) => characters.Select(c => s_bytes[c]).ToArray();

    // Printable Latin-1 stands for itself; the others follow from U+0100 on, in order.
    private static char[] Build()
    {
        var result = new char[256];
        var next = 256;
        for (var i = 0; i < 256; i++)
        {
            var printable = i is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            result[i] = printable ? (char)i : (char)next++;
        }
        return result;
    }
}

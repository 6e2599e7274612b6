namespace EdgeAgent.Pairing.Secrets;

/// <summary>Base32 of RFC 4648 without padding: fits the QR code's alphanumeric mode. Reading takes either case and nothing else.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Format(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var value = 0;
            for (var bit = 5 * i; bit < (5 * i) + 5; bit++)
            {
                value = (value << 1) | (bit < bytes.Length * 8 ? (bytes[bit / 8] >> (7 - (bit % 8))) & 1 : 0);
            }
            text[i] = Alphabet[value];
        }
        return new string(text);
    }

    /// <summary>Reads exactly as many bytes as the destination holds; spare bits must be zero, so that one value has one text.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, Span<byte> destination)
    {
        destination.Clear();
        if (text.Length != ((destination.Length * 8) + 4) / 5)
        {
            return false;
        }
        for (var i = 0; i < text.Length; i++)
        {
            var value = char.IsAscii(text[i]) ? Alphabet.IndexOf(char.ToUpperInvariant(text[i]), StringComparison.Ordinal) : -1;
            if (value < 0)
            {
                return false;
            }
            for (var k = 0; k < 5; k++)
            {
                var bit = (5 * i) + k;
                var one = (value >> (4 - k)) & 1;
                if (bit >= destination.Length * 8)
                {
                    if (one != 0)
                    {
                        return false;
                    }
                    continue;
                }
                destination[bit / 8] |= (byte)(one << (7 - (bit % 8)));
            }
        }
        return true;
    }
}

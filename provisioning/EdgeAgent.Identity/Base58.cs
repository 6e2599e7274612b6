namespace EdgeAgent.Identity;

/// <summary>Base58 with the Bitcoin alphabet (multibase prefix <c>z</c>).</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Repeated division by 58; quadratic, meant for keys.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var number = bytes.ToArray();
        var text = new char[(bytes.Length * 138 / 100) + 1]; // log(256) / log(58) < 1.38
        var at = text.Length;
        var start = 0;
        while (start < number.Length && number[start] == 0)
        {
            start++;
        }
        var zeros = start;
        while (start < number.Length)
        {
            var remainder = 0;
            for (var i = start; i < number.Length; i++)
            {
                var value = (remainder << 8) | number[i];
                number[i] = (byte)(value / 58);
                remainder = value % 58;
            }
            text[--at] = Alphabet[remainder];
            if (number[start] == 0)
            {
                start++;
            }
        }
        return new string(Alphabet[0], zeros) + new string(text, at, text.Length - at);
    }
}

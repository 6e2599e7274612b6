namespace EdgeAgent.Contracts;

/// <summary>Strict text form of fixed-size bytes: <c>0x</c> and lower-case hexadecimal digits, nothing else.</summary>
internal static class FixedHex
{
    public static string Format(ReadOnlySpan<byte> bytes) => string.Concat("0x", Convert.ToHexStringLower(bytes));

    public static bool TryParse(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (text.Length != 2 + (2 * destination.Length) || text[0] != '0' || text[1] != 'x')
        {
            return false;
        }
        for (var i = 0; i < destination.Length; i++)
        {
            var high = Digit(text[2 + (2 * i)]);
            var low = Digit(text[3 + (2 * i)]);
            if ((high | low) < 0)
            {
                return false;
            }
            destination[i] = (byte)((high << 4) | low);
        }
        return true;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };
}

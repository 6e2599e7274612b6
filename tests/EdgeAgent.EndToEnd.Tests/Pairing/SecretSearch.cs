using System.Globalization;
using System.Numerics;
using System.Text;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>Looks for a secret in recorded bytes, in every form that software writes bytes and numbers in.</summary>
internal static class SecretSearch
{
    private const int LeastChars = 8;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The forms in which the value occurs; none is what a test wants to see.</summary>
    public static IReadOnlyList<string> Find(byte[] recorded, ReadOnlySpan<byte> value)
    {
        var found = new List<string>();
        foreach (var (form, pattern) in Forms(value.ToArray()))
        {
            if (recorded.AsSpan().IndexOf(pattern) >= 0)
            {
                found.Add(form);
            }
        }
        return found;
    }

    /// <summary>A code: its digits as text, as a number, as packed digits, and each of these as bytes in every form.</summary>
    public static IReadOnlyList<string> FindCode(byte[] recorded, string code)
    {
        var digits = code.Replace("-", "", StringComparison.Ordinal);
        var number = int.Parse(digits, CultureInfo.InvariantCulture);
        List<string> found = [.. Find(recorded, Encoding.ASCII.GetBytes(digits)), .. Find(recorded, Encoding.ASCII.GetBytes(code))];
        foreach (var packed in (byte[][])[Convert.FromHexString(digits), BitConverter.GetBytes(number), BitConverter.GetBytes((long)number)])
        {
            found.AddRange(Find(recorded, packed).Select(form => $"number, {form}"));
        }
        return found;
    }

    private static IEnumerable<(string Form, byte[] Pattern)> Forms(byte[] value)
    {
        byte[] reversed = [.. Enumerable.Reverse(value)];
        foreach (var (order, bytes) in ((string, byte[])[])[("as is", value), ("reversed", reversed)])
        {
            yield return ($"{order}, raw", bytes);
            foreach (var (name, text) in Texts(bytes).Where(t => t.Text.Length >= LeastChars))
            {
                yield return ($"{order}, {name}", Encoding.ASCII.GetBytes(text));
                yield return ($"{order}, {name}, UTF-16", Encoding.Unicode.GetBytes(text));
                yield return ($"{order}, {name}, UTF-16 big endian", Encoding.BigEndianUnicode.GetBytes(text));
            }
        }
    }

    private static IEnumerable<(string Name, string Text)> Texts(byte[] bytes)
    {
        yield return ("text", bytes.All(b => b is >= 0x20 and < 0x7f) ? Encoding.ASCII.GetString(bytes) : "");
        yield return ("hexadecimal", Convert.ToHexStringLower(bytes));
        yield return ("capital hexadecimal", Convert.ToHexString(bytes));
        yield return ("hexadecimal with colons", BitConverter.ToString(bytes).Replace('-', ':'));
        yield return ("hexadecimal with spaces", BitConverter.ToString(bytes).Replace('-', ' '));
        yield return ("decimal", new BigInteger(bytes, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture));
        yield return ("list of decimals", string.Join(',', bytes));
        yield return ("base32", ToBase32(bytes));
        // Base64 of something longer looks different by where the value begins: the characters that do not depend on the rest.
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var core = text[(offset == 0 ? 0 : offset + 1)..].TrimEnd('=');
            core = core.Length > 2 ? core[..^2] : core;
            yield return ($"base64 at {offset}", core);
            yield return ($"base64url at {offset}", core.Replace('+', '-').Replace('/', '_'));
        }
    }

    private static string ToBase32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit + 5 <= bytes.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++)
            {
                value = (value << 1) | ((bytes[i / 8] >> (7 - (i % 8))) & 1);
            }
            text.Append(Base32[value]);
        }
        return text.ToString();
    }
}

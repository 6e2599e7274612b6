using System.Text;
using CsCheck;

namespace EdgeAgent.Contracts.Tests;

/// <summary>No byte string makes the parser throw anything but its own error. A failure prints the seed that repeats it.</summary>
public sealed class WireJsonFuzzTests
{
    private static readonly byte[][] s_snippets =
    [
        .. new[]
        {
            "null", "true", "{}", "[]", "[null]", "-0", "1e999", "-1e999", "1e-999", "0.1", "18446744073709551616",
            new string('9', 400), "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"\\udfff\\ud800\"", "\"x\":", "\"job\":",
            "\"seq\":1,\"seq\":2", "[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}",
            "//", "/*", "NaN", "Infinity", "'", "\\", "\"0x", ",", ":", "$type", "\"$id\":\"1\"", "\"$ref\":\"1\"",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0xef, 0xbb, 0xbf], [0],
        [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a],
    ];

    private static readonly Gen<byte[]> s_mutated =
        from golden in Gen.OneOf((byte[][])[.. GoldenMessages.All.Select(golden => golden.File())])
        from edits in Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 4], Gen.OneOf(s_snippets), Gen.Byte).List[1, 6]
        select edits.Aggregate(golden, (bytes, edit) => Edit(bytes, edit.Item1, edit.Item2, edit.Item3, edit.Item4));

    [Fact]
    public void Random_bytes() =>
        Gen.Byte.Array[0, 1024].Sample(ParseAll, iter: 2_000, threads: 1);

    [Fact]
    public void Large_random_bytes() =>
        Gen.Byte.Array[32_768, WireLimits.MessageBytes].Sample(ParseAll, iter: 50, threads: 1);

    [Fact]
    public void Mutated_messages() => s_mutated.Sample(ParseAll, iter: 20_000, threads: 1);

    [Fact]
    public void Snippets_in_any_order() =>
        Gen.OneOf(s_snippets).Array[0, 60].Select(parts => parts.SelectMany(part => part).ToArray())
            .Sample(ParseAll, iter: 5_000, threads: 1);

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"job\":")]
    [InlineData("{\"claim\":{\"homeId\":")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("9")]
    [InlineData("\"\\ud83d\\ude00")]
    [InlineData(" ")]
    [InlineData("é")]
    public void Up_to_64_KiB_of_one_thing(string thing)
    {
        var unit = Encoding.UTF8.GetBytes(thing);
        var bytes = new byte[WireLimits.MessageBytes];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = unit[i % unit.Length];
        }
        ParseAll(bytes);
        foreach (var golden in GoldenMessages.All)
        {
            // As the value of the first member, so that the parser is in the middle of a message.
            var file = golden.File();
            ParseAll([.. file.AsSpan(..(Array.IndexOf(file, (byte)':') + 1)), .. bytes.AsSpan(..60_000)]);
        }
    }

    private static byte[] Edit(byte[] bytes, int where, int how, byte[] snippet, byte value)
    {
        var at = bytes.Length == 0 ? 0 : where % bytes.Length;
        var end = Math.Min(bytes.Length, at + (value % 16));
        return how switch
        {
            0 => [.. bytes[..at], .. snippet, .. bytes[at..]],
            1 => [.. bytes[..at], .. snippet, .. bytes[end..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..at], value, .. bytes[Math.Min(bytes.Length, at + 1)..]],
            _ => bytes[..at],
        };
    }

    private static void ParseAll(byte[] bytes)
    {
        foreach (var golden in GoldenMessages.All)
        {
            try
            {
                golden.Parse(bytes);
            }
            catch (WireFormatException)
            {
                // The one error that is allowed; any other fails the test.
            }
        }
    }
}

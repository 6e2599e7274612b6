using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace EdgeAgent.Hub.Tests.Fuzz;

/// <summary>
/// Mutates valid input and throws it at a parser: a slice with a fixed seed in a normal run, or for
/// <c>EDGEAGENT_FUZZ_SECONDS</c> seconds a parser with a random seed, which a failure prints.
/// </summary>
internal static class Fuzzer
{
    private const string SliceSeed = "0001IaRt9yS3";
    private const long AllowedGrowthBytes = 48 * 1024 * 1024;

    /// <summary>Longer than any parser may take for one input on a busy machine.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static readonly byte[][] s_snippets =
    [
        [0], [0xff], [0x7f], [0x80, 0x80, 0x80, 0x80, 0x80], [0xff, 0xff, 0xff, 0x7f], [0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
        [0xc0, 0x80], [0xed, 0xa0, 0x80], .. new[]
        {
            "null", "{}", "[]", "-1", "1e999", "18446744073709551616", "\"\\ud800\"", "\"\"", "[[[[[[[[[[[[[[[[", "EA1:", ":", "=",
            "\"v\":1,\"v\":2", "AAAA", "MQTT", "//", "\n", "0x",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
    ];

    /// <summary>Seconds for one parser; 0: the slice.</summary>
    public static int Seconds { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("EDGEAGENT_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    /// <summary>Runs one parser; fails on a crash, an input that takes too long, and memory that grows.</summary>
    /// <param name="output">Gets the count.</param>
    /// <param name="parser">Its name.</param>
    /// <param name="slice">Inputs of a normal run.</param>
    /// <param name="valid">Inputs to begin from.</param>
    /// <param name="parse">Takes one input; may throw nothing.</param>
    public static void Run(ITestOutputHelper output, string parser, int slice, byte[][] valid, Action<byte[]> parse)
    {
        long count = 0;
        parse(valid[0]); // whatever is made once is made
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Inputs(valid).Sample(
            input =>
            {
                var clock = Stopwatch.GetTimestamp();
                parse(input);
                count++;
                var took = Stopwatch.GetElapsedTime(clock);
                Assert.True(took < s_patience, $"one input of {input.Length} bytes took {took}");
            },
            seed: Seconds == 0 ? SliceSeed : null,
            iter: Seconds == 0 ? slice : -1,
            time: Seconds == 0 ? -1 : Seconds,
            threads: 1,
            print: Convert.ToHexString);
        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"fuzz {parser}: {count} inputs, {(Seconds == 0 ? $"seed {SliceSeed}" : $"{Seconds} s, random seeds")}, memory {growth / 1024} KiB"));
        Assert.True(growth < AllowedGrowthBytes, $"{growth} bytes more after {count} inputs");
    }

    private static Gen<byte[]> Inputs(byte[][] valid) => Gen.Frequency(
        (1, Gen.Byte.Array[0, 512]),
        (9, from start in Gen.OneOf(valid)
            from edits in Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 6], Gen.OneOf(s_snippets), Gen.Byte).List[1, 8]
            select edits.Aggregate(start, (bytes, edit) => Edit(bytes, edit.Item1, edit.Item2, edit.Item3, edit.Item4))));

    private static byte[] Edit(byte[] bytes, int where, int how, byte[] snippet, byte value)
    {
        var at = bytes.Length == 0 ? 0 : where % bytes.Length;
        var end = Math.Min(bytes.Length, at + (value % 32));
        var after = Math.Min(bytes.Length, at + 1);
        return how switch
        {
            0 => [.. bytes[..at], .. snippet, .. bytes[at..]],
            1 => [.. bytes[..at], .. snippet, .. bytes[end..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..at], value, .. bytes[after..]],
            4 => [.. bytes[..at], .. bytes[at..end], .. bytes[at..]],
            5 => [.. bytes[..at], .. Enumerable.Repeat(value, 16 * value), .. bytes[at..]],
            _ => bytes[..at],
        };
    }
}

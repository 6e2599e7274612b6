using System.Runtime.InteropServices;

namespace EdgeAgent.EndToEnd.Support;

/// <summary>Starts a program with another wall clock than the machine's, by libfaketime: the programs themselves have no such door. Its timers run as always.</summary>
internal static class FakeClock
{
    private static readonly string s_library =
        $"/usr/lib/{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64" : "x86_64")}-linux-gnu/faketime/libfaketimeMT.so.1";

    /// <summary>The test is skipped where the library is missing.</summary>
    public static void Require() =>
        Assert.SkipUnless(File.Exists(s_library), "no other clock: apt-get install faketime");

    /// <summary>So many days from now.</summary>
    public static IReadOnlyDictionary<string, string> Days(int days) => Environment($"+{days}d");

    /// <summary>At the beginning of a year, and running on.</summary>
    public static IReadOnlyDictionary<string, string> Year(int year) => Environment($"@{year}-01-02 00:00:00");

    private static Dictionary<string, string> Environment(string time) => new(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = s_library,
        ["FAKETIME"] = time,
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };
}

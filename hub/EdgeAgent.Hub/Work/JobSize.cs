using System.Text.Json;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Work;

/// <summary>What fits into one job message.</summary>
internal static class JobSize
{
    /// <summary>All of the message but input, stop strings and resumed tokens, bytes; measured: about 3,000.</summary>
    private const int EnvelopeBytes = 4096;

    /// <summary>
    /// A token id in JSON with its comma; enough for ids of seven digits, 30 times today's vocabularies.
    /// </summary>
    private const int TokenBytes = 8;

    /// <summary>
    /// Tokens that the message has room to resume from, at most <see cref="WireLimits.ResumeTokens"/>; negative: not
    /// even the rest fits.
    /// </summary>
    public static int ResumeRoom(ReadOnlySpan<byte> input, IReadOnlyList<string> stop)
    {
        var used = EnvelopeBytes + (4 * ((input.Length + 2) / 3));
        foreach (var text in stop)
        {
            used += JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length + "\"\",".Length;
        }
        var room = WireLimits.MessageBytes - used;
        return room < 0 ? -1 : Math.Min(room / TokenBytes, WireLimits.ResumeTokens);
    }
}

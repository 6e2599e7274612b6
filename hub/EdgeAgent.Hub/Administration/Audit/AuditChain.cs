using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>The hash that ties each line of the audit log to all lines before it.</summary>
/// <remarks>
/// SHA-256 over <c>"EdgeAgent hub audit 1"</c>, the hash before (32 bytes, zero for the first line), sequence and Unix
/// milliseconds (8 bytes each, big-endian), then who, origin, action, subject, outcome and detail, each UTF-8 behind its
/// length (4 bytes, big-endian).
/// </remarks>
internal static class AuditChain
{
    /// <summary>What the first line follows.</summary>
    public static Bytes32 Start { get; } = new(new byte[Bytes32.SizeBytes]);

    /// <summary>The hash of a line.</summary>
    public static Bytes32 Hash(Bytes32 previous, long seq, DateTimeOffset time, Actor actor, AuditAct act)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("EdgeAgent hub audit 1"u8);
        hash.AppendData(previous.ToArray());
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, seq);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64BigEndian(number, time.ToUnixTimeMilliseconds());
        hash.AppendData(number);
        foreach (var text in (ReadOnlySpan<string>)
            [actor.Who, actor.Origin, act.Action, act.Subject, act.Outcome.ToString(), act.Detail])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(number, bytes.Length);
            hash.AppendData(number[..sizeof(int)]);
            hash.AppendData(bytes);
        }
        return new Bytes32(hash.GetHashAndReset());
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Tests.Gateway;

/// <summary>A lock with the longest possible numbers.</summary>
internal static class SampleLock
{
    public static SignedLock Value { get; } = new(
        new WorkLock(default, default, default, UInt128.MaxValue, ulong.MaxValue, default, default, ulong.MaxValue),
        new RecoverableSignature(new byte[RecoverableSignature.SizeBytes]));

    /// <summary>The same for a quote.</summary>
    public static SignedQuote Quote { get; } = new(
        new Quote(
            default, default, default, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, uint.MaxValue,
            uint.MaxValue, uint.MaxValue, default, default, ulong.MaxValue, ulong.MaxValue),
        new RecoverableSignature(new byte[RecoverableSignature.SizeBytes]));
}

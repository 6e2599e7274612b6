namespace EdgeAgent.Contracts.V1;

/// <summary>Sizes of the pairing messages.</summary>
public static class PairingLimits
{
    /// <summary>The version of the pairing protocol.</summary>
    public const int Version = 1;

    /// <summary>A public value of SRP, bytes: the length of the modulus of group 3072 (RFC 5054, appendix A).</summary>
    public const int GroupBytes = 384;

    /// <summary>A salt, bytes; no other length is taken.</summary>
    public const int SaltBytes = 16;

    /// <summary>PBKDF2 iterations for an eight-digit code; no other count is taken.</summary>
    public const int CodeIterations = 100_000;

    /// <summary>The iteration count that says "a printed secret of 128 bits, through HKDF".</summary>
    public const int PrintedIterations = 0;

    /// <summary>Longest wait that the hub may ask for, milliseconds.</summary>
    public const int MaxRetryMs = 60_000;

    /// <summary>Largest sealed request or grant, bytes.</summary>
    public const int EnvelopeBytes = 32 * 1024;

    /// <summary>Shortest sealed request or grant, bytes: two braces and the tag.</summary>
    public const int MinEnvelopeBytes = 2 + 16;
}

namespace EdgeAgent.Identity.Curves;

/// <summary>The group operations that the product needs. Callers pass only values in range; both implementations give the same bytes.</summary>
internal interface ISecp256k1
{
    /// <summary>For the log.</summary>
    string Name { get; }

    /// <summary>The public point of a secret.</summary>
    /// <param name="secret">32 bytes, 1 to order − 1.</param>
    /// <param name="point">64 bytes out: x ‖ y, big-endian.</param>
    void PublicKey(ReadOnlySpan<byte> secret, Span<byte> point);

    /// <summary>ECDSA with the nonce of RFC 6979 (HMAC-SHA-256) and low s.</summary>
    /// <param name="secret">32 bytes, 1 to order − 1.</param>
    /// <param name="hash">32 bytes, below the order.</param>
    /// <param name="signature">64 bytes out: r ‖ s.</param>
    /// <returns>Bit 0: the nonce point's y is odd (after s was made low); bit 1: its x was not below the order.</returns>
    int Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> hash, Span<byte> signature);

    /// <summary>The public point that made a signature.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <param name="signature">64 bytes: r and s, each 1 to order − 1.</param>
    /// <param name="recoveryId">0 or 1.</param>
    /// <param name="point">64 bytes out: x ‖ y, big-endian.</param>
    /// <returns>False where no point has this r, or the result is the point at infinity.</returns>
    bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> point);
}

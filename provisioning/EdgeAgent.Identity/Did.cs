using System.Globalization;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity;

/// <summary>Decentralized identifiers of a secp256k1 key. Exports only: inside, a device is its <see cref="Address"/>.</summary>
public static class Did
{
    /// <summary><c>did:key</c>: multicodec 0xe7 (secp256k1-pub, as varint e7 01) and the key, base58btc.</summary>
    /// <param name="compressedPublicKey">33 bytes, first 2 or 3.</param>
    /// <exception cref="ArgumentException">Not a compressed key.</exception>
    /// <remarks>W3C CCG, The did:key Method, section 2.</remarks>
    public static string Key(ReadOnlySpan<byte> compressedPublicKey)
    {
        if (compressedPublicKey.Length != SigningKey.CompressedPublicKeyBytes || compressedPublicKey[0] is not (2 or 3))
        {
            throw new ArgumentException("Expected 33 bytes, the first of them 2 or 3.", nameof(compressedPublicKey));
        }
        return string.Concat("did:key:z", Base58.Encode([0xe7, 0x01, .. compressedPublicKey]));
    }

    /// <summary><c>did:pkh</c> of an account on an EVM chain (CAIP-10, lower-case address).</summary>
    public static string Pkh(Address address, ulong chainId = 1) =>
        string.Create(CultureInfo.InvariantCulture, $"did:pkh:eip155:{chainId}:{address}");
}

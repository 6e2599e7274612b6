using System.Globalization;
using System.Numerics;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Curves;
using EdgeAgent.Identity.Tests.Curves;

namespace EdgeAgent.Identity.Tests;

public sealed class SignatureVerifierTests
{
    private const string Order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Most = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    private const string HalfPlusOne = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1";

    private static readonly Bytes32 s_digest = Keccak256.Hash("work"u8);

    [Theory]
    [MemberData(nameof(NamedCurves.Names), MemberType = typeof(NamedCurves))]
    public void The_mirrored_signature_with_a_high_s_is_refused(string curveName)
    {
        var (curve, signature) = Signed(curveName);
        var s = new BigInteger(signature.AsSpan(32, 32), isUnsigned: true, isBigEndian: true);
        var order = BigInteger.Parse("0" + Order, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var mirrored = (order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        mirrored.CopyTo(signature, 64 - mirrored.Length);
        signature[64] = (byte)(27 + 28 - signature[64]);
        ExpectRefused(curve, signature);
    }

    [Theory]
    [MemberData(nameof(NamedCurves.Names), MemberType = typeof(NamedCurves))]
    public void Numbers_out_of_range_are_refused(string curveName)
    {
        var (curve, good) = Signed(curveName);
        foreach (var value in (string[])[Zero, Order, Most])
        {
            ExpectRefused(curve, [.. Convert.FromHexString(value), .. good[32..]]);
            ExpectRefused(curve, [.. good[..32], .. Convert.FromHexString(value), good[64]]);
        }
        ExpectRefused(curve, [.. good[..32], .. Convert.FromHexString(HalfPlusOne), good[64]]);
        ExpectRefused(curve, new byte[65]);
    }

    [Theory]
    [MemberData(nameof(NamedCurves.Names), MemberType = typeof(NamedCurves))]
    public void Every_v_but_27_and_28_is_refused(string curveName)
    {
        var (curve, signature) = Signed(curveName);
        for (var v = 0; v <= byte.MaxValue; v++)
        {
            signature[64] = (byte)v;
            if (v is not (27 or 28))
            {
                ExpectRefused(curve, signature);
            }
        }
    }

    [Theory]
    [MemberData(nameof(NamedCurves.Names), MemberType = typeof(NamedCurves))]
    public void No_flipped_bit_leaves_the_signer(string curveName)
    {
        var (curve, signature) = Signed(curveName);
        Assert.True(SignatureVerifier.TryRecover(curve, s_digest, new RecoverableSignature(signature), out var signer));
        for (var bit = 0; bit < 8 * signature.Length; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            SignatureVerifier.TryRecover(curve, s_digest, new RecoverableSignature(signature), out var other);
            Assert.NotEqual(signer, other);
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        var digest = s_digest.ToArray();
        for (var bit = 0; bit < 8 * digest.Length; bit++)
        {
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
            SignatureVerifier.TryRecover(
                curve, new Bytes32(digest), new RecoverableSignature(signature), out var other);
            Assert.NotEqual(signer, other);
            digest[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    /// <summary>There is no point with x = 5: 5³ + 7 is no square.</summary>
    [Theory]
    [MemberData(nameof(NamedCurves.Names), MemberType = typeof(NamedCurves))]
    public void An_r_without_a_point_is_refused_without_an_exception(string curveName)
    {
        var (curve, good) = Signed(curveName);
        ExpectRefused(curve, [.. new byte[31], 5, .. good[32..64], 27]);
        ExpectRefused(curve, [.. new byte[31], 5, .. good[32..64], 28]);
    }

    /// <summary>R = G and s = z give Q = r⁻¹(zG − zG): the signature of the secret 0.</summary>
    [Theory]
    [MemberData(nameof(NamedCurves.Names), MemberType = typeof(NamedCurves))]
    public void A_signature_of_the_point_at_infinity_is_refused(string curveName)
    {
        var curve = NamedCurves.Get(curveName);
        var g = Convert.FromHexString("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        byte[] two = [.. new byte[31], 2];
        var signature = new RecoverableSignature([.. g, .. two, 27]); // G's y is even
        Assert.False(SignatureVerifier.TryRecover(curve, new Bytes32(two), signature, out var signer));
        Assert.Equal(default, signer);
        // The same with another digest recovers somebody, so it was not refused for its form.
        Assert.True(SignatureVerifier.TryRecover(curve, s_digest, signature, out _));
    }

    [Fact]
    public void Verify_wants_the_expected_signer()
    {
        using var key = SigningKey.Create();
        using var other = SigningKey.Create();
        var signature = key.Sign(s_digest);
        Assert.True(SignatureVerifier.Verify(s_digest, signature, key.Address));
        Assert.False(SignatureVerifier.Verify(s_digest, signature, other.Address));
        Assert.False(SignatureVerifier.Verify(Keccak256.Hash("other work"u8), signature, key.Address));
        Assert.False(SignatureVerifier.Verify(s_digest, default, key.Address));
        Assert.False(SignatureVerifier.Verify(s_digest, default, default)); // refused is not "by nobody"
    }

    private static (ISecp256k1 Curve, byte[] Signature) Signed(string curveName)
    {
        var curve = NamedCurves.Get(curveName);
        using var key = new SigningKey(curve, Keccak256.Hash("a secret"u8).ToArray());
        return (curve, key.Sign(s_digest).ToArray());
    }

    private static void ExpectRefused(ISecp256k1 curve, byte[] signature)
    {
        Assert.False(
            SignatureVerifier.TryRecover(curve, s_digest, new RecoverableSignature(signature), out var signer));
        Assert.Equal(default, signer);
    }
}

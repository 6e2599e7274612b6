using CsCheck;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Curves;

namespace EdgeAgent.Identity.Tests.Curves;

public sealed class ImplementationAgreementTests
{
    /// <summary>Random scalars, and the ends of the range.</summary>
    private static readonly Gen<byte[]> s_secret = Gen.Frequency(
        (20, Gen.Byte.Array[32].Where(bytes => GroupOrder.IsScalar(bytes))),
        (1, Gen.Byte[1, 9].Select(value => Scalar(value))),
        (1, Gen.Byte[1, 9].Select(value => OrderMinus(value))));

    /// <summary>Random digests, and those at and above the group's order.</summary>
    private static readonly Gen<byte[]> s_digest = Gen.Frequency(
        (20, Gen.Byte.Array[32]),
        (1, Gen.Byte.Select(value => Scalar(value))),
        (1, Gen.Byte.Select(value => OrderMinus(value))),
        (1, Gen.Byte.Select(value => AboveOrder(value))));

    [Fact]
    public void Both_sign_the_same_bytes_and_recover_each_other()
    {
        var native = NamedCurves.Get("native");
        var managed = NamedCurves.Get("managed");
        Gen.Select(s_secret, s_digest).Sample((secret, bytes) =>
        {
            var digest = new Bytes32(bytes);
            using var nativeKey = new SigningKey(native, secret);
            using var managedKey = new SigningKey(managed, secret);
            Assert.Equal(nativeKey.Address, managedKey.Address);
            Assert.Equal(nativeKey.CompressedPublicKey, managedKey.CompressedPublicKey);
            var signature = nativeKey.Sign(digest);
            Assert.Equal(signature, managedKey.Sign(digest));
            Assert.True(SignatureVerifier.TryRecover(native, digest, signature, out var first));
            Assert.True(SignatureVerifier.TryRecover(managed, digest, signature, out var second));
            Assert.Equal(nativeKey.Address, first);
            Assert.Equal(nativeKey.Address, second);
        }, iter: 5_000, threads: 1);
    }

    [Fact]
    public void Both_say_the_same_to_signatures_that_nobody_made()
    {
        var native = NamedCurves.Get("native");
        var managed = NamedCurves.Get("managed");
        var recovered = 0;
        Gen.Select(s_digest, s_secret, s_secret, Gen.Byte[26, 29]).Sample((bytes, r, s, v) =>
        {
            s[0] &= 0x7f; // mostly low, so that most get past the form
            var digest = new Bytes32(bytes);
            var signature = new RecoverableSignature([.. r, .. s, v]);
            var first = SignatureVerifier.TryRecover(native, digest, signature, out var firstSigner);
            var second = SignatureVerifier.TryRecover(managed, digest, signature, out var secondSigner);
            Assert.Equal(first, second);
            Assert.Equal(firstSigner, secondSigner);
            recovered += first ? 1 : 0;
        }, iter: 3_000, threads: 1);
        Assert.InRange(recovered, 300, 2_700); // about a quarter: the test has seen both answers
    }

    private static byte[] Scalar(byte value) => [.. new byte[31], value];

    private static byte[] OrderMinus(byte value)
    {
        var bytes = GroupOrder.Bytes.ToArray();
        bytes[30] -= (byte)(bytes[31] < value ? 1 : 0);
        bytes[31] -= value;
        return bytes;
    }

    private static byte[] AboveOrder(byte value)
    {
        var bytes = GroupOrder.Bytes.ToArray();
        bytes[15] = 0xff;
        bytes[20] = value;
        return bytes;
    }
}

using System.Reflection;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Utilities;

namespace EdgeAgent.Identity.Curves;

/// <summary>The curve in managed code. Its big integers are immutable, so copies of a secret stay in memory until collected.</summary>
internal sealed class BouncyCastleSecp256k1 : ISecp256k1
{
    // CustomNamedCurves, not SecNamedCurves: arithmetic made for this prime, several times faster.
    private static readonly X9ECParameters s_curve = CustomNamedCurves.GetByName("secp256k1");
    private static readonly ECDomainParameters s_domain = new(s_curve);
    private static readonly BigInteger s_half = s_domain.N.ShiftRight(1);

    /// <inheritdoc/>
    public string Name { get; } = $"BouncyCastle {Version()}";

    /// <inheritdoc/>
    public void PublicKey(ReadOnlySpan<byte> secret, Span<byte> point) =>
        Write(new FixedPointCombMultiplier().Multiply(s_domain.G, new BigInteger(1, secret)), point);

    /// <inheritdoc/>
    public int Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        var signer = new NonceKeepingSigner();
        signer.Init(forSigning: true, new ECPrivateKeyParameters(new BigInteger(1, secret), s_domain));
        var pair = signer.GenerateSignature(hash.ToArray());
        var (r, s) = (pair[0], pair[1]);
        var nonce = signer.LastNoncePoint;
        var recoveryId = (nonce.AffineYCoord.TestBitZero() ? 1 : 0)
            | (nonce.AffineXCoord.ToBigInteger().CompareTo(s_domain.N) >= 0 ? 2 : 0);
        if (s.CompareTo(s_half) > 0)
        {
            s = s_domain.N.Subtract(s); // the signature of the mirrored nonce point
            recoveryId ^= 1;
        }
        BigIntegers.AsUnsignedByteArray(r, signature[..32]);
        BigIntegers.AsUnsignedByteArray(s, signature[32..]);
        return recoveryId;
    }

    /// <inheritdoc/>
    public bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, int recoveryId, Span<byte> point)
    {
        var r = new BigInteger(1, signature[..32]);
        var s = new BigInteger(1, signature[32..]);
        if (!TryNoncePoint(r, odd: recoveryId == 1, out var nonce))
        {
            return false;
        }
        // Q = r⁻¹(sR − zG) (SEC 1, 4.1.6)
        var order = s_domain.N;
        var inverse = BigIntegers.ModOddInverse(order, r);
        var u1 = new BigInteger(1, hash).Negate().Mod(order).Multiply(inverse).Mod(order);
        var u2 = s.Multiply(inverse).Mod(order);
        var q = ECAlgorithms.SumOfTwoMultiplies(s_domain.G, u1, nonce, u2).Normalize();
        if (q.IsInfinity)
        {
            return false;
        }
        Write(q, point);
        return true;
    }

    /// <summary>Not by DecodePoint, which throws where there is no point: strangers must not make us throw at their pace.</summary>
    private static bool TryNoncePoint(BigInteger x, bool odd, out ECPoint point)
    {
        var curve = s_domain.Curve;
        var fieldX = curve.FromBigInteger(x);
        var y = fieldX.Square().Multiply(fieldX).Add(curve.B).Sqrt(); // y² = x³ + 7
        if (y is null)
        {
            point = curve.Infinity;
            return false;
        }
        point = curve.CreatePoint(x, (y.TestBitZero() == odd ? y : y.Negate()).ToBigInteger());
        return true;
    }

    private static void Write(ECPoint point, Span<byte> destination)
    {
        var affine = point.Normalize();
        affine.AffineXCoord.EncodeTo(destination[..32]);
        affine.AffineYCoord.EncodeTo(destination[32..]);
    }

    private static string Version() =>
        typeof(CustomNamedCurves).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "2";

    /// <summary>Keeps the nonce's point, whose parity the plain signer throws away.</summary>
    private sealed class NonceKeepingSigner() : ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()))
    {
        private readonly KeepingMultiplier _multiplier = new();

        public ECPoint LastNoncePoint => _multiplier.Last!;

        protected override ECMultiplier CreateBasePointMultiplier() => _multiplier;
    }

    private sealed class KeepingMultiplier : FixedPointCombMultiplier
    {
        public ECPoint? Last { get; private set; }

        public override ECPoint Multiply(ECPoint p, BigInteger k) => Last = base.Multiply(p, k).Normalize();
    }
}

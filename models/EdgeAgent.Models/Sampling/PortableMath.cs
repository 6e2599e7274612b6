using System.Numerics;

namespace EdgeAgent.Models.Sampling;

/// <summary>Logarithm and exponential from +, -, * and / alone: the same bits on every processor.</summary>
/// <remarks>
/// The C library's log and exp differ in the last bit between versions and instruction sets; a draw must not.
/// The just-in-time compiler never fuses a multiplication and an addition on its own.
/// </remarks>
internal static class PortableMath
{
    /// <summary>What <see cref="Weights"/> gives the largest logit.</summary>
    public const int FullWeight = 1 << 30;

    private const double Ln2 = 0.693147180559945309417232121458;
    private const int SeriesTerms = 12;

    /// <summary>Natural logarithm of a positive, normal number; relative error below 4e-16 away from 1.</summary>
    public static double Ln(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }
        // ln m = 2 artanh s with s = (m-1)/(m+1), |s| < 0.172: twelve terms reach the last bit.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var term = SeriesTerms; term >= 0; term--)
        {
            sum = (sum * square) + (1.0 / ((2 * term) + 1));
        }
        return (exponent * Ln2) + (2 * s * sum);
    }

    /// <summary>
    /// floor(2^30 · e^(logit - largest)) for each logit, computed in float32: integers, so that a sum of them does not
    /// depend on order or vector width. Less than 2^-30 of the largest becomes 0.
    /// </summary>
    /// <returns>The sum of the weights.</returns>
    public static long Weights(ReadOnlySpan<float> logits, float largest, Span<int> weights)
    {
        var width = Vector<float>.Count;
        var sum = 0L;
        var i = 0;
        for (; i <= logits.Length - width; i += width)
        {
            var weight = Weight(new Vector<float>(logits[i..]), largest);
            weight.CopyTo(weights[i..]);
            Vector.Widen(weight, out var low, out var high);
            sum += Vector.Sum(low + high);
        }
        if (i < logits.Length)
        {
            Span<float> rest = stackalloc float[width];
            rest.Fill(float.NegativeInfinity);
            logits[i..].CopyTo(rest);
            var weight = Weight(new Vector<float>(rest), largest);
            for (var lane = 0; i + lane < logits.Length; lane++)
            {
                weights[i + lane] = weight[lane];
                sum += weight[lane];
            }
        }
        return sum;
    }

    private static Vector<int> Weight(Vector<float> logits, float largest)
    {
        // Below 2^-40 the weight is 0 anyway; the bound keeps the exponent arithmetic in range.
        var power = Vector.Max((logits - new Vector<float>(largest)) * 1.44269504f, new Vector<float>(-40f));
        var whole = Vector.ConvertToInt32(power - new Vector<float>(0.5f));
        var x = power - Vector.ConvertToSingle(whole);
        // 2^x on [-0.5, 0.5], Taylor to the sixth degree: relative error 1e-7.
        var y = new Vector<float>(1.540353e-4f);
        y = (y * x) + new Vector<float>(1.333356e-3f);
        y = (y * x) + new Vector<float>(9.618129e-3f);
        y = (y * x) + new Vector<float>(5.550411e-2f);
        y = (y * x) + new Vector<float>(2.402265e-1f);
        y = (y * x) + new Vector<float>(6.931472e-1f);
        y = (y * x) + Vector<float>.One;
        var scale = Vector.AsVectorSingle(Vector.ShiftLeft(whole + new Vector<int>(127 + 30), 23));
        return Vector.ConvertToInt32(y * scale);
    }
}

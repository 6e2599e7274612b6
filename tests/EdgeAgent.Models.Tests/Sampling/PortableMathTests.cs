using CsCheck;
using EdgeAgent.Models.Sampling;

namespace EdgeAgent.Models.Tests.Sampling;

public sealed class PortableMathTests
{
    [Fact]
    public void The_logarithm_agrees_with_the_library()
    {
        Gen.Double[1e-300, 1e300].Sample(
            x => Assert.Equal(Math.Log(x), PortableMath.Ln(x), 1e-15 * Math.Max(1, Math.Abs(Math.Log(x)))));
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(0u)]
    [InlineData(1u << 31)]
    public void Noise_agrees_with_its_formula(uint bits)
    {
        // 1 - u is exact where u is near 1, and the library has a logarithm for that.
        var log = bits > 1u << 30
            ? double.LogP1(-((1.0 - ((bits + 0.5) / 4294967296.0)))) : Math.Log((bits + 0.5) / 4294967296.0);

        Assert.Equal(-Math.Log(-log), GumbelNoise.FromBits(bits), 1e-12);
        Assert.True(GumbelNoise.FromBits(bits) <= GumbelNoise.Largest);
    }

    [Fact]
    public void The_bound_for_noise_never_leaves_out_a_number_that_reaches_it()
    {
        Gen.Select(Gen.UInt, Gen.Double[0, 0.5]).Sample((bits, below) =>
            Assert.True(bits >= GumbelNoise.LeastBitsFor(GumbelNoise.FromBits(bits) - below)));
    }

    [Fact]
    public void Weights_are_the_exponential_rounded_down_whatever_their_place()
    {
        Gen.Float[-30, 0].Array[1, 40].Sample(logits =>
        {
            var weights = new int[logits.Length];
            var sum = PortableMath.Weights(logits, 0, weights);
            var alone = new int[1];
            for (var i = 0; i < logits.Length; i++)
            {
                PortableMath.Weights(logits.AsSpan(i, 1), 0, alone);
                Assert.Equal(alone[0], weights[i]);
                Assert.Equal(Math.Exp(
                    logits[i]), weights[i] / (double)PortableMath.FullWeight, (2e-6 * Math.Exp(logits[i])) + 1e-9);
            }
            Assert.Equal(weights.Sum(weight => (long)weight), sum);
        });
    }

    [Fact]
    public void The_largest_logit_has_the_full_weight()
    {
        var weights = new int[1];
        PortableMath.Weights([3.7f], 3.7f, weights);
        Assert.Equal(PortableMath.FullWeight, weights[0]);
    }
}

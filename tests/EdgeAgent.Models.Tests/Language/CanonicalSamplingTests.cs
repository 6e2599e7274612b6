using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Tests.Language;

public sealed class CanonicalSamplingTests
{
    [Fact]
    public void The_bytes_are_as_documented()
    {
        var sampling = new SamplingParameters
        {
            RepetitionPenalty = 1.5f,
            RepetitionWindow = 64,
            TopK = 40,
            TopP = 0.5f,
            MinP = 0.25f,
            Temperature = 0.75f,
        };

        var bytes = CanonicalSampling.Encode(sampling, ["\n", "é"]);

        Assert.Equal(
            "456467654167656E7453616D706C6532" + // EdgeAgentSample2
            "0000C03F" + "40000000" + "28000000" + "0000003F" + "0000803E" + "0000403F" +
            "00000000" + "00000000" + // no grammar, no trigger
            "02000000" + "01000000" + "0A" + "02000000" + "C3A9",
            Convert.ToHexString(bytes));
    }

    [Fact]
    public void Negative_zero_is_zero()
    {
        Assert.Equal(
            CanonicalSampling.Encode(new SamplingParameters { Temperature = 0f }, []),
            CanonicalSampling.Encode(new SamplingParameters { Temperature = -0f }, []));
    }

    [Fact]
    public void Where_one_stop_string_ends_cannot_be_mistaken()
    {
        Assert.NotEqual(
            CanonicalSampling.Encode(SamplingParameters.Default, ["ab", "c"]),
            CanonicalSampling.Encode(SamplingParameters.Default, ["a", "bc"]));
    }
}

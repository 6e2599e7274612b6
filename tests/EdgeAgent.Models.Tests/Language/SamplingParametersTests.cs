using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Tests.Language;

public sealed class SamplingParametersTests
{
    [Fact]
    public void Defaults_and_borders_are_fine()
    {
        Assert.IsType<RequestCheckOutcome.Fine>(SamplingParameters.Default.Validate());
        Assert.IsType<RequestCheckOutcome.Fine>(SamplingParameters.Greedy.Validate());
        Assert.IsType<RequestCheckOutcome.Fine>(new SamplingParameters
        {
            RepetitionPenalty = 10,
            RepetitionWindow = 4096,
            TopK = int.MaxValue,
            TopP = float.Epsilon,
            MinP = 1,
            Temperature = 2,
        }.Validate());
    }

    [Fact]
    public void Every_fault_is_named()
    {
        var wrong = new SamplingParameters
        {
            RepetitionPenalty = 0,
            RepetitionWindow = -1,
            TopK = -1,
            TopP = 0,
            MinP = float.NaN,
            Temperature = float.PositiveInfinity,
        };

        var faults = Assert.IsType<RequestCheckOutcome.Faulty>(wrong.Validate()).Faults;

        Assert.Equal(6, faults.Count);
        foreach (var name in (string[])["RepetitionPenalty", "RepetitionWindow", "TopK", "TopP", "MinP", "Temperature"])
        {
            Assert.Contains(faults, fault => fault.StartsWith(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_request_is_checked_as_a_whole()
    {
        var request = new GenerationRequest
        {
            Prompt = new GenerationPrompt.Chat([new ChatMessage("user", "a\0b")]),
            MaxTokens = 0,
            Stop = ["", .. Enumerable.Repeat("x", 16)],
            Sampling = new SamplingParameters { TopP = 2 },
        };

        Assert.Equal(5, Assert.IsType<RequestCheckOutcome.Faulty>(request.Validate()).Faults.Count);
    }
}

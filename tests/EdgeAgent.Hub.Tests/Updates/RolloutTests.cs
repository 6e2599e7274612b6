using EdgeAgent.Hub.Updates;

namespace EdgeAgent.Hub.Tests.Updates;

public sealed class RolloutTests
{
    [Theory]
    [InlineData(1, 0, 0, RolloutStage.Canary, 1)]
    [InlineData(50, 0, 0, RolloutStage.Canary, 1)]
    [InlineData(50, 1, 0, RolloutStage.Tenth, 5)]
    [InlineData(50, 4, 0, RolloutStage.Tenth, 5)]
    [InlineData(50, 5, 0, RolloutStage.All, 50)]
    [InlineData(3, 1, 0, RolloutStage.All, 3)]
    [InlineData(50, 0, 1, RolloutStage.Halted, 0)]
    [InlineData(50, 3, 1, RolloutStage.Halted, 0)]
    [InlineData(50, 20, 4, RolloutStage.All, 50)]
    [InlineData(50, 20, 5, RolloutStage.Halted, 0)]
    public void A_release_spreads_from_one_to_a_tenth_to_all_and_stops_at_failures(
        int devices, int committed, int failed, RolloutStage stage, int admitted)
    {
        Assert.Equal(stage, Rollout.Stage(devices, committed, failed));
        Assert.Equal(admitted, Rollout.Admitted(stage, devices));
    }
}

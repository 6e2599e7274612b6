namespace EdgeAgent.Hub.Updates;

/// <summary>Who may take a release now: first one device, then a tenth, then all; none after failures.</summary>
internal static class Rollout
{
    /// <summary>Devices of the second stage: one in so many.</summary>
    private const int TenthOf = 10;

    /// <summary>Failures that stop the first two stages; the last one stops at a tenth of the devices.</summary>
    private const int FirstFailures = 1;

    /// <summary>What a release has come to.</summary>
    /// <param name="devices">Devices of its processor that were seen lately.</param>
    /// <param name="committed">On how many it has proved itself.</param>
    /// <param name="failed">On how many it was given up or not taken.</param>
    public static RolloutStage Stage(int devices, int committed, int failed)
    {
        if (failed >= Math.Max(FirstFailures, committed < Tenth(devices) ? FirstFailures : Tenth(devices)))
        {
            return RolloutStage.Halted;
        }
        return committed switch
        {
            0 => RolloutStage.Canary,
            _ when committed < Tenth(devices) => RolloutStage.Tenth,
            _ => RolloutStage.All,
        };
    }

    /// <summary>How many devices, counted along the release's own order, may take it.</summary>
    public static int Admitted(RolloutStage stage, int devices) => stage switch
    {
        RolloutStage.Canary => 1,
        RolloutStage.Tenth => Tenth(devices),
        RolloutStage.All => devices,
        _ => 0,
    };

    private static int Tenth(int devices) => Math.Max(1, (devices + TenthOf - 1) / TenthOf);
}

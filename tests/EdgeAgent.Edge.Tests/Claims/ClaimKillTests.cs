using System.Diagnostics;
using System.Globalization;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Claims;

public sealed class ClaimKillTests
{
    private const int Kills = 12;

    [Fact]
    public async Task A_killed_signer_leaves_a_whole_chain_that_holds_every_claim_it_spoke_of()
    {
        using var device = new TestDevice();
        ulong spoken = 0;
        for (var round = 0; round < Kills; round++)
        {
            spoken = await SignUntilKilledAsync(device, spoken, claims: 3 + (7 * round % 11));
            using var store = TestClaims.Store(device.Data);
            var kept = TestClaims.Verify(store, device.Key.Address);
            // One claim may be stored and not yet spoken of; none that was spoken of may be missing.
            Assert.True(kept >= spoken, $"claim {spoken} was given out, the chain ends at {kept}");
            spoken = kept;
        }
        Assert.True(spoken >= 3 * Kills);
    }

    private static async Task<ulong> SignUntilKilledAsync(TestDevice device, ulong spoken, int claims)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(ClaimKillTests).Assembly.Location, null))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [ClaimLoop.Variable] = device.Data.Root },
        };
        using var process = Process.Start(start)!;
        for (var i = 0; i < claims; i++)
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).InTimeAsync();
            var seq = ulong.Parse(line!, CultureInfo.InvariantCulture);
            Assert.Equal(i == 0 ? seq : spoken + 1, seq);
            spoken = seq;
        }
        process.Kill(); // SIGKILL, wherever it is: composing, inserting, committing, speaking
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).InTimeAsync();
        // What it said between the last line read and its death.
        foreach (var line in (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n'))
        {
            if (ulong.TryParse(line, CultureInfo.InvariantCulture, out var seq) && seq == spoken + 1)
            {
                spoken = seq;
            }
        }
        return spoken;
    }
}

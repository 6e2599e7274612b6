using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Telemetry;

namespace EdgeAgent.Hub.Tests.Telemetry;

public sealed class SeqRunsTests
{
    [Fact]
    public void Numbers_and_ranges_in_any_order_give_the_same_set_as_a_hash_set()
    {
        for (ulong round = 1; round <= 200; round++)
        {
            var (runs, plain, state) = (new SeqRuns(), new HashSet<ulong>(), round);
            for (var i = 0; i < 200; i++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                var from = state >> 33 & 127;
                if ((state & 7) == 0)
                {
                    var to = from + (state >> 50 & 15);
                    runs.Add(new SeqRange(from, to));
                    for (var seq = from; seq <= to; seq++)
                    {
                        plain.Add(seq);
                    }
                }
                else
                {
                    Assert.Equal(plain.Add(from), runs.Add(from));
                }
            }
            Assert.Equal(
                plain.Order(), runs.Runs.SelectMany(run => Enumerable.Range((int)run.From, (int)(run.To - run.From) + 1)).Select(n => (ulong)n));
            Assert.All(runs.Runs.Zip(runs.Runs.Skip(1)), pair => Assert.True(pair.First.To + 1 < pair.Second.From));
        }
    }
}

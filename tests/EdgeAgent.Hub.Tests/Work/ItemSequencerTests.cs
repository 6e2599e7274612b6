using CsCheck;
using EdgeAgent.Hub.Work;

namespace EdgeAgent.Hub.Tests.Work;

public sealed class ItemSequencerTests
{
    [Fact]
    public void Items_come_out_once_and_in_order_however_they_arrive()
    {
        // Any order and any repetition within the window that a device may use.
        Gen.Shuffle(Enumerable.Range(0, 40).ToArray()).Select(Gen.Int[0, 39].Array[0, 40]).Sample((order, repeats) =>
        {
            var sequencer = new ItemSequencer<string>();
            var got = new List<string>();
            foreach (var seq in order.Concat(repeats))
            {
                sequencer.Offer(seq, $"{seq}");
                while (sequencer.TryTake(out var item))
                {
                    got.Add(item);
                }
            }
            Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), got);
        });
    }

    [Fact]
    public void Something_that_was_had_before_is_a_duplicate()
    {
        var sequencer = new ItemSequencer<string>();
        Assert.Equal(SequenceOutcome.Taken, sequencer.Offer(0, "a"));
        Assert.True(sequencer.TryTake(out _));
        Assert.Equal(SequenceOutcome.Duplicate, sequencer.Offer(0, "a"));
        Assert.Equal(SequenceOutcome.Taken, sequencer.Offer(5, "f"));
        Assert.Equal(SequenceOutcome.Duplicate, sequencer.Offer(5, "f"));
    }

    [Fact]
    public void Only_so_many_items_wait_for_a_missing_one()
    {
        var sequencer = new ItemSequencer<string>();
        for (var seq = 1; seq <= ItemSequencer<string>.MaxAhead; seq++)
        {
            Assert.Equal(SequenceOutcome.Taken, sequencer.Offer(seq, "x"));
        }
        Assert.Equal(SequenceOutcome.TooFarAhead, sequencer.Offer(ItemSequencer<string>.MaxAhead + 1, "x"));
        Assert.Equal(SequenceOutcome.Taken, sequencer.Offer(0, "the missing one"));
    }
}

using CsCheck;
using EdgeAgent.Edge.Claims;

namespace EdgeAgent.Edge.Tests.Claims;

public sealed class OutboxWindowTests
{
    [Fact]
    public void Sends_in_order_and_stops_at_the_window()
    {
        var window = new OutboxWindow();
        var sent = SendAll(window, head: 100);
        Assert.Equal(Enumerable.Range(1, OutboxWindow.Limit).Select(seq => (ulong)seq), sent);

        Assert.True(window.Stored(10));
        Assert.Equal(10, SendAll(window, head: 100).Count);
    }

    [Fact]
    public void A_new_line_begins_behind_what_is_acknowledged()
    {
        var window = new OutboxWindow();
        SendAll(window, head: 5);
        window.Stored(2);
        window.Restart();
        Assert.Equal([3UL, 4UL, 5UL], SendAll(window, head: 5));
    }

    [Fact]
    public void Only_the_first_of_many_equal_gaps_rewinds()
    {
        var window = new OutboxWindow();
        window.Load(20);
        SendAll(window, head: 30);

        Assert.True(window.Gap(4));
        Assert.Equal(5UL, window.Next(30));
        window.Sent();
        Assert.False(window.Gap(4));
        Assert.Equal(6UL, window.Next(30));
    }

    [Fact]
    public void A_gap_after_progress_rewinds_again()
    {
        var window = new OutboxWindow();
        SendAll(window, head: 30);
        window.Gap(4);
        SendAll(window, head: 30);
        window.Stored(6);
        Assert.True(window.Gap(4));
        Assert.Equal(5UL, window.Next(30));
    }

    [Fact]
    public void A_refusal_ends_sending()
    {
        var window = new OutboxWindow();
        window.Refuse();
        Assert.Null(window.Next(3));
        window.Restart();
        Assert.Null(window.Next(3));
    }

    [Fact]
    public void Never_skips_a_claim_and_never_runs_past_the_head_whatever_the_hub_says()
    {
        const ulong head = 60;
        Gen.Select(Gen.Int[0, 3], Gen.ULong[0, head]).List[0, 200].Sample(steps =>
        {
            var window = new OutboxWindow();
            ulong holds = 0; // what an honest hub would hold: each claim behind the one before
            foreach (var (kind, value) in steps)
            {
                switch (kind)
                {
                    case 0 when window.Next(head) is { } seq:
                        window.Sent();
                        Assert.InRange(seq, 1UL, head);
                        Assert.True(seq <= window.Acked + OutboxWindow.Limit);
                        holds = seq == holds + 1 ? seq : holds;
                        break;
                    case 1:
                        window.Stored(holds);
                        break;
                    case 2:
                        window.Restart();
                        break;
                    case 3:
                        holds = Math.Min(holds, value); // a hub restored from a backup
                        window.Gap(holds);
                        break;
                }
            }
            window.Restart();
            for (var i = 0; i < 2 * (int)head && holds < head; i++)
            {
                if (window.Next(head) is not { } seq)
                {
                    window.Stored(holds);
                    continue;
                }
                window.Sent();
                if (seq == holds + 1)
                {
                    holds = seq;
                }
                else if (seq > holds + 1)
                {
                    window.Gap(holds);
                }
            }
            Assert.Equal(head, holds);
        });
    }

    private static List<ulong> SendAll(OutboxWindow window, ulong head)
    {
        var sent = new List<ulong>();
        while (window.Next(head) is { } seq)
        {
            sent.Add(seq);
            window.Sent();
        }
        return sent;
    }
}

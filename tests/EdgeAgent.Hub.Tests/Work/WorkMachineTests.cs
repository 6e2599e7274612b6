using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Work;
using EdgeAgent.Models.Language;
using static EdgeAgent.Hub.Tests.Work.MachineDriver;

namespace EdgeAgent.Hub.Tests.Work;

public sealed class WorkMachineTests
{
    [Theory]
    [InlineData(JobOutcome.Stop, FinishReason.Stop)]
    [InlineData(JobOutcome.Length, FinishReason.Length)]
    public void An_answer_ends_with_its_reason_and_its_counts(JobOutcome outcome, FinishReason finish)
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "Once", 1, 2).Chunk(1, " upon", 3);
        Assert.Equal("Once upon", run.Machine.TakeText());
        run.Result(2, outcome, unitsIn: 7, unitsOut: 4);
        Assert.Equal(new WorkEnd.Done(finish, null, 7, 4), run.Machine.End);
        Assert.Equal(3, run.Last<WorkEffect.Ack>().Next);
        Assert.Null(run.Last<WorkEffect.Forget>().CancelReason);
    }

    [Fact]
    public void Chunks_out_of_order_and_twice_give_the_text_once_and_in_order()
    {
        var run = new MachineDriver().Place(A).Accept()
            .Chunk(1, "b", 2).Chunk(0, "a", 1).Chunk(0, "a", 1).Chunk(1, "b", 2).Chunk(2, "c", 3);
        Assert.Equal("abc", run.Machine.TakeText());
        Assert.Equal(3, run.Machine.TokenCount);
    }

    [Fact]
    public void A_result_before_its_last_chunk_waits_for_it()
    {
        var run = new MachineDriver().Place(A).Accept().Result(1, JobOutcome.Stop);
        Assert.Null(run.Machine.End);
        run.Chunk(0, "a", 1);
        Assert.IsType<WorkEnd.Done>(run.Machine.End);
        Assert.Equal("a", run.Machine.TakeText());
    }

    [Fact]
    public void What_comes_after_the_end_changes_nothing()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1).Result(1, JobOutcome.Stop);
        var end = run.Machine.End;
        run.Result(1, JobOutcome.Failed).Chunk(2, "more", 9).Handle(new WorkEvent.DeviceOffline(A));
        Assert.Same(end, run.Machine.End);
        Assert.Equal("a", run.Machine.TakeText());
    }

    [Fact]
    public void Messages_of_a_job_that_moved_away_change_nothing()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1);
        var old = run.Job;
        run.Handle(new WorkEvent.DeviceOffline(A)).Place(B).Accept();
        run.Chunk(old, 1, "from the grave", 2);
        Assert.Equal("a", run.Machine.TakeText());
    }

    [Fact]
    public void Acknowledges_in_bulk_and_only_what_the_client_has_taken()
    {
        var run = new MachineDriver(maxTokens: 1000).Place(A).Accept();
        for (var seq = 0; seq < WorkLimits.AckItems; seq++)
        {
            run.Chunk(seq, "x", seq);
        }
        Assert.DoesNotContain(run.Effects, e => e is WorkEffect.Ack);
        run.Handle(WorkEvent.Consumed.Instance);
        Assert.Equal(WorkLimits.AckItems, run.Last<WorkEffect.Ack>().Next);
        run.Chunk(WorkLimits.AckItems, "x", 1).Handle(WorkEvent.Consumed.Instance);
        Assert.Single(run.Effects, e => e is WorkEffect.Ack);
    }

    [Fact]
    public void A_duplicate_is_acknowledged_at_once_because_the_device_missed_the_last_one()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "x", 1).Handle(WorkEvent.Consumed.Instance);
        Assert.DoesNotContain(run.Effects, e => e is WorkEffect.Ack);
        run.Chunk(0, "x", 1).Handle(WorkEvent.Consumed.Instance);
        Assert.Equal(1, run.Last<WorkEffect.Ack>().Next);
    }

    [Fact]
    public void A_slow_stream_is_acknowledged_twice_a_second()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "x", 1).Handle(WorkEvent.Consumed.Instance);
        run.Wait(WorkLimits.AckAge).Chunk(1, "y", 2).Handle(WorkEvent.Consumed.Instance);
        Assert.Equal(2, run.Last<WorkEffect.Ack>().Next);
    }

    [Fact]
    public void A_device_that_does_not_answer_in_a_second_is_replaced()
    {
        var run = new MachineDriver().Place(A).Tick();
        Assert.Equal(WorkLimits.Answer, run.Now);
        run.Place(B);
        Assert.Equal(A, run.Last<WorkEffect.Forget>().Device);
        Assert.NotNull(run.Last<WorkEffect.Forget>().CancelReason);
        Assert.Equal(B, run.Last<WorkEffect.Offer>().Device);
    }

    [Fact]
    public void A_device_that_answers_late_keeps_the_job_when_there_is_no_other()
    {
        var run = new MachineDriver().Place(A).Wait(TimeSpan.FromSeconds(5)).Accept().Chunk(0, "late", 1);
        Assert.Equal("late", run.Machine.TakeText());
        Assert.Equal(WorkPhase.Running, run.Machine.Phase);
    }

    [Fact]
    public void A_device_that_never_answers_and_has_no_substitute_ends_the_work()
    {
        var run = new MachineDriver().Place(A).Wait(TimeSpan.FromSeconds(11));
        Assert.IsType<WorkEnd.NoDevice>(run.Machine.End);
        Assert.NotNull(run.Last<WorkEffect.Forget>().CancelReason);
    }

    [Fact]
    public void Without_any_device_the_work_ends_at_once()
    {
        var run = new MachineDriver().NoDevice(MarketObstacle.NoneOnline);
        Assert.Equal(new WorkEnd.NoDevice(MarketObstacle.NoneOnline), run.Machine.End);
    }

    [Fact]
    public void Waits_for_a_free_place_while_all_are_busy_and_then_says_so()
    {
        var run = new MachineDriver().Place(A).Reject(JobRejectReason.Busy).NoDevice();
        Assert.Equal(WorkPhase.Waiting, run.Machine.Phase);
        run.Tick();
        Assert.DoesNotContain(A, run.Excluded!); // it may be free by now
        run.NoDevice(MarketObstacle.AllBusy);
        while (run.Machine.End is null)
        {
            run.Tick();
            if (run.WantsDevice)
            {
                run.NoDevice(MarketObstacle.AllBusy);
            }
        }
        Assert.Equal(new WorkEnd.NoDevice(MarketObstacle.AllBusy), run.Machine.End);
        Assert.InRange(run.Now, WorkLimits.Patience, WorkLimits.Patience + WorkLimits.Retry);
    }

    [Theory]
    [InlineData(JobRejectReason.Model)]
    [InlineData(JobRejectReason.Draining)]
    [InlineData(JobRejectReason.Lock)]
    public void A_refusal_sends_the_work_to_another_device_and_never_back(JobRejectReason reason)
    {
        var run = new MachineDriver().Place(A).Reject(reason);
        Assert.Contains(A, run.Excluded!);
        run.Place(B).Accept();
        Assert.Equal(WorkPhase.Running, run.Machine.Phase);
    }

    [Fact]
    public void A_request_that_no_device_can_run_ends_with_the_device_s_words()
    {
        var run = new MachineDriver().Place(A).Reject(JobRejectReason.Invalid, "600 tokens; the context holds 512");
        Assert.Equal(new WorkEnd.Invalid("600 tokens; the context holds 512"), run.Machine.End);

        run = new MachineDriver().Place(A).Accept().Result(0, JobOutcome.Invalid, detail: "600 of 512");
        Assert.Equal(new WorkEnd.Invalid("600 of 512"), run.Machine.End);
    }

    [Fact]
    public void A_device_that_fails_is_replaced_and_the_answer_goes_on_behind_its_tokens()
    {
        var run = new MachineDriver(maxTokens: 10).Place(A).Accept().Chunk(0, "Once", 1, 2)
            .Result(1, JobOutcome.Failed);
        Assert.Contains(A, run.Excluded!);
        run.Place(B).Accept();
        var offer = run.Last<WorkEffect.Offer>();
        Assert.Equal([1, 2], offer.Resume);
        Assert.Equal(8, offer.MaxTokens);
        run.Chunk(0, " upon", 3).Result(1, JobOutcome.Stop, unitsIn: 5 + 2, unitsOut: 2);
        Assert.Equal("Once upon", run.Machine.TakeText());
        Assert.Equal(new WorkEnd.Done(FinishReason.Stop, null, 5, 4), run.Machine.End);
    }

    [Fact]
    public void After_three_devices_that_failed_the_client_is_told()
    {
        var run = new MachineDriver();
        foreach (var device in new[] { A, B, C })
        {
            run.Place(device).Accept().Result(0, JobOutcome.Failed, detail: "out of memory");
        }
        var failed = Assert.IsType<WorkEnd.Failed>(run.Machine.End);
        Assert.Contains("out of memory", failed.Detail, StringComparison.Ordinal);
        Assert.Contains("3 devices", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_without_another_device_is_told_at_once()
    {
        var run = new MachineDriver().Place(A).Accept().Result(0, JobOutcome.Failed, detail: "broken").NoDevice();
        Assert.Contains("broken", Assert.IsType<WorkEnd.Failed>(run.Machine.End).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_device_hands_over_to_another_that_is_there()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1).Handle(new WorkEvent.DeviceOffline(A));
        Assert.Contains(A, run.Excluded!);
        run.Place(B);
        Assert.Equal([1], run.Last<WorkEffect.Offer>().Resume);
        Assert.Equal(A, run.Last<WorkEffect.Forget>().Device);
    }

    [Fact]
    public void A_lost_device_that_comes_back_in_the_same_boot_goes_on_where_it_was()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1)
            .Handle(new WorkEvent.DeviceOffline(A)).NoDevice();
        Assert.Equal(WorkPhase.Waiting, run.Machine.Phase);
        run.Wait(TimeSpan.FromSeconds(90)).Handle(new WorkEvent.DeviceOnline(A, 1));
        Assert.Equal(1, run.Last<WorkEffect.Ack>().Next);
        run.Chunk(0, "a", 1).Chunk(1, "b", 2).Result(2, JobOutcome.Stop);
        Assert.Equal("ab", run.Machine.TakeText());
        Assert.Single(run.Effects, e => e is WorkEffect.Offer);
    }

    [Fact]
    public void A_lost_device_that_was_restarted_gets_the_rest_as_a_new_job()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1)
            .Handle(new WorkEvent.DeviceOffline(A)).NoDevice();
        var old = run.Job;
        run.Handle(new WorkEvent.DeviceOnline(A, 2)).Place(A, boot: 2);
        Assert.NotEqual(old, run.Last<WorkEffect.Offer>().Job);
        Assert.Equal([1], run.Last<WorkEffect.Offer>().Resume);
    }

    [Fact]
    public void While_a_lost_device_is_away_another_that_appears_takes_over()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1)
            .Handle(new WorkEvent.DeviceOffline(A)).NoDevice();
        run.Handle(new WorkEvent.DeviceOnline(B, 7)).Place(B, 7);
        Assert.Equal(A, run.Last<WorkEffect.Forget>().Device);
        Assert.Equal([1], run.Last<WorkEffect.Offer>().Resume);
    }

    [Fact]
    public void A_device_that_shuts_down_in_mid_answer_is_waited_for()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1).Result(1, JobOutcome.Cancelled).NoDevice();
        Assert.Equal(WorkPhase.Waiting, run.Machine.Phase);
        run.Handle(new WorkEvent.DeviceOnline(A, 2)).Place(A, 2);
        Assert.Equal([1], run.Last<WorkEffect.Offer>().Resume);
    }

    [Fact]
    public void A_device_that_leaves_before_it_answered_costs_no_attempt()
    {
        var run = new MachineDriver();
        for (var i = 0; i < 2 * WorkLimits.Attempts; i++)
        {
            run.Place(A).Handle(new WorkEvent.DeviceOffline(A)).NoDevice().Handle(new WorkEvent.DeviceOnline(A, 1));
        }
        run.Place(A).Accept().Chunk(0, "a", 1).Result(1, JobOutcome.Stop);
        Assert.IsType<WorkEnd.Done>(run.Machine.End);
    }

    [Fact]
    public void A_job_that_could_not_be_handed_over_goes_to_another_device()
    {
        var run = new MachineDriver().Place(A);
        run.Handle(new WorkEvent.Undelivered(run.Job));
        Assert.Contains(A, run.Excluded!);
        run.Place(B).Accept();
    }

    [Fact]
    public void The_deadline_ends_the_work_wherever_it_stands()
    {
        foreach (var prepare in new Action<MachineDriver>[]
        {
            r => r.Place(A),
            r => r.Place(A).Accept(),
            r => r.Place(A).Accept().Chunk(0, "a", 1),
            r => r.Place(A).Accept().Handle(new WorkEvent.DeviceOffline(A)).NoDevice(),
            r => r.Place(A).Reject(JobRejectReason.Busy).NoDevice(MarketObstacle.AllBusy),
        })
        {
            var run = new MachineDriver(limitSeconds: 1);
            prepare(run);
            run.Wait(TimeSpan.FromSeconds(1));
            Assert.IsType<WorkEnd.Expired>(run.Machine.End);
            Assert.Equal(TimeSpan.FromSeconds(1), run.Now);
        }
    }

    [Fact]
    public void At_the_deadline_the_device_is_told_to_stop()
    {
        var run = new MachineDriver(limitSeconds: 3).Place(A).Accept().Wait(TimeSpan.FromSeconds(3));
        Assert.NotNull(run.Last<WorkEffect.Forget>().CancelReason);
    }

    [Fact]
    public void The_offer_carries_the_time_that_is_left()
    {
        var run = new MachineDriver(limitSeconds: 60).Place(A).Accept().Wait(TimeSpan.FromSeconds(20));
        run.Result(0, JobOutcome.Failed).Place(B);
        Assert.Equal(TimeSpan.FromSeconds(40), run.Last<WorkEffect.Offer>().Ttl);
    }

    [Fact]
    public void A_device_whose_clock_ran_out_early_is_replaced()
    {
        var run = new MachineDriver(limitSeconds: 60).Place(A).Accept().Result(0, JobOutcome.Expired).Place(B);
        Assert.Equal(WorkPhase.Offered, run.Machine.Phase);
    }

    [Fact]
    public void When_the_client_goes_away_the_job_is_cancelled()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1).Handle(WorkEvent.ClientGone.Instance);
        Assert.IsType<WorkEnd.Abandoned>(run.Machine.End);
        Assert.Equal(run.Job, run.Last<WorkEffect.Forget>().Job);
        Assert.NotNull(run.Last<WorkEffect.Forget>().CancelReason);
    }

    [Fact]
    public void A_hole_that_does_not_close_moves_the_work_to_another_device()
    {
        var run = new MachineDriver(maxTokens: 1000).Place(A).Accept().Chunk(0, "a", 1);
        for (var seq = 2; seq <= ItemSequencer<IWireMessage>.MaxAhead + 2; seq++)
        {
            run.Chunk(seq, "x", seq);
        }
        run.Place(B);
        Assert.Equal([1], run.Last<WorkEffect.Offer>().Resume);
        Assert.NotNull(run.Last<WorkEffect.Forget>().CancelReason);
    }

    [Fact]
    public void A_device_that_sends_more_than_was_asked_is_replaced()
    {
        var run = new MachineDriver(maxTokens: 2).Place(A).Accept().Chunk(0, "abc", 1, 2, 3);
        Assert.Contains(A, run.Excluded!);
        Assert.Equal("", run.Machine.TakeText());
    }

    [Fact]
    public void A_flood_ends_the_work_and_stops_the_device()
    {
        var run = new MachineDriver().Place(A).Accept().Handle(WorkEvent.Flooded.Instance);
        Assert.IsType<WorkEnd.Failed>(run.Machine.End);
        Assert.NotNull(run.Last<WorkEffect.Forget>().CancelReason);
    }

    [Fact]
    public void A_long_answer_cannot_move_but_its_own_device_may_return()
    {
        var run = LongAnswer().Handle(new WorkEvent.DeviceOffline(A));
        Assert.False(run.WantsDevice);
        run.Handle(new WorkEvent.DeviceOnline(B, 1));
        Assert.False(run.WantsDevice);
        run.Handle(new WorkEvent.DeviceOnline(A, 1));
        Assert.Equal(WorkPhase.Running, run.Machine.Phase);
    }

    [Fact]
    public void A_long_answer_whose_device_was_restarted_ends_with_the_numbers()
    {
        var run = LongAnswer().Handle(new WorkEvent.DeviceOffline(A)).Handle(new WorkEvent.DeviceOnline(A, 2));
        var failed = Assert.IsType<WorkEnd.Failed>(run.Machine.End);
        Assert.Contains("2049", failed.Detail, StringComparison.Ordinal);
        Assert.Contains("2048", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void When_all_tokens_had_come_before_the_device_died_the_answer_is_complete()
    {
        var run = new MachineDriver(maxTokens: 2).Place(A).Accept().Chunk(0, "ab", 1, 2)
            .Handle(new WorkEvent.DeviceOffline(A)).Handle(new WorkEvent.DeviceOnline(A, 2));
        Assert.Equal(new WorkEnd.Done(FinishReason.Length, null, null, 2), run.Machine.End);
    }

    [Fact]
    public void A_context_that_is_full_on_the_successor_ends_the_answer_by_length()
    {
        var run = new MachineDriver().Place(A).Accept().Chunk(0, "a", 1).Result(1, JobOutcome.Failed)
            .Place(B).Reject(JobRejectReason.Invalid, "context full");
        Assert.Equal(new WorkEnd.Done(FinishReason.Length, null, null, 1), run.Machine.End);
    }

    private static MachineDriver LongAnswer()
    {
        var run = new MachineDriver(maxTokens: WireLimits.JobTokens).Place(A).Accept();
        for (var (seq, count) = (0, 0); count <= WireLimits.ResumeTokens; seq++, count += WireLimits.ChunkTokens)
        {
            run.Chunk(seq, "x", count < WireLimits.ResumeTokens ? new int[WireLimits.ChunkTokens] : [1]);
        }
        return run;
    }
}

using CsCheck;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Streaming;
using EdgeAgent.Edge.Tests.Kit;

namespace EdgeAgent.Edge.Tests.Streaming;

public sealed class JobStreamTests
{
    private readonly RecordingLink _link = new();
    private readonly JobStream _stream;

    public JobStreamTests() => _stream = new JobStream(JobId.New(), _link, lineUp: true);

    private IEnumerable<JobChunk> Chunks => _link.Sent.OfType<JobChunk>();

    [Fact]
    public void On_a_fast_line_each_piece_leaves_at_once()
    {
        Append("a", 1);
        Append("b", 2);
        Finish();
        Assert.Equal([(0, "a"), (1, "b")], Chunks.Select(chunk => (chunk.Seq, chunk.Text)));
        Assert.Equal(2, Assert.IsType<JobResult>(_link.Sent[^1]).Seq);
    }

    [Fact]
    public void On_a_slow_line_what_grows_meanwhile_becomes_one_chunk()
    {
        _link.Open = false;
        Append("a", 1);
        Append("b", 2);
        Append("c", 3);
        _link.Pass();
        Assert.Equal(["a", "bc"], Chunks.Select(chunk => chunk.Text));
        Assert.Equal([2, 3], _link.Sent.OfType<JobChunk>().Last().Tokens);
    }

    [Fact]
    public void A_new_line_begins_with_the_oldest_item_that_is_not_acknowledged()
    {
        Append("a", 1);
        Append("b", 2);
        _stream.Acknowledge(1);
        _stream.Pause();
        Append("c", 3);
        _link.Sent.Clear();
        _stream.Replay();
        Assert.Equal([(1, "b"), (2, "c")], Chunks.Select(chunk => (chunk.Seq, chunk.Text)));
    }

    [Fact]
    public void Nothing_leaves_between_the_old_line_and_the_new_one()
    {
        Append("a", 1);
        _stream.Pause();
        _link.Sent.Clear();
        Append("b", 2);
        Finish();
        Assert.Empty(_link.Sent);
    }

    [Fact]
    public void A_message_that_was_under_way_when_the_line_broke_goes_out_again()
    {
        _link.Open = false;
        Append("a", 1);
        Append("b", 2);
        _stream.Pause();
        _stream.Replay();
        _link.Open = true;
        _link.Sent.Clear();
        _link.Pass(arrived: false);
        Assert.Equal([(0, "a"), (1, "b")], Chunks.Select(chunk => (chunk.Seq, chunk.Text)));
    }

    [Fact]
    public async Task A_hub_that_does_not_acknowledge_pauses_the_job_and_its_acknowledgement_lets_it_go_on()
    {
        for (var i = 0; i < StreamLimits.UnackedItems - 1; i++)
        {
            Append("x", i);
        }
        var paused = _stream.AppendAsync("y", [1], CancellationToken.None).AsTask();
        Assert.False(paused.IsCompleted);
        _stream.Acknowledge(1);
        await paused.InTimeAsync();
    }

    [Fact]
    public async Task A_paused_job_can_be_stopped()
    {
        _stream.Pause();
        using var stop = new CancellationTokenSource();
        var paused = _stream.AppendAsync(new string('x', StreamLimits.UnackedBytes), [1], stop.Token).AsTask();
        Assert.False(paused.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => paused.InTimeAsync());
    }

    [Fact]
    public void A_text_longer_than_a_chunk_is_cut_between_characters_and_its_tokens_come_with_its_end()
    {
        var text = string.Concat(Enumerable.Repeat("😀x", WireLimits.ChunkChars));
        Append(text, 5);
        Assert.Equal(text, string.Concat(Chunks.Select(chunk => chunk.Text)));
        Assert.All(Chunks, chunk =>
        {
            chunk.Validate();
            Assert.False(char.IsLowSurrogate(chunk.Text[0]));
        });
        Assert.All(Chunks.SkipLast(1), chunk => Assert.Empty(chunk.Tokens));
        Assert.Equal([5], _link.Sent.OfType<JobChunk>().Last().Tokens);
    }

    [Fact]
    public void The_largest_chunk_fits_a_message()
    {
        _stream.Pause();
        for (var i = 0; i < WireLimits.ChunkTokens; i++)
        {
            Append(new string('\u0001', WireLimits.ChunkChars / WireLimits.ChunkTokens), int.MaxValue);
        }
        _stream.Replay();
        var chunk = Assert.Single(Chunks);
        Assert.Equal(WireLimits.ChunkChars, chunk.Text.Length);
        Assert.InRange(WireJson.Write(chunk, WireJson.Default.JobChunk).Length, 1, WireLimits.MessageBytes);
    }

    [Fact]
    public void Closes_when_the_result_is_acknowledged_and_not_before()
    {
        Append("a", 1);
        Finish();
        _stream.Acknowledge(1);
        Assert.False(_stream.Closed.IsCompleted);
        _stream.Acknowledge(2);
        Assert.True(_stream.Closed.IsCompleted);
    }

    [Fact]
    public void A_dropped_stream_says_nothing_more()
    {
        Append("a", 1);
        _stream.Drop();
        _link.Sent.Clear();
        Append("b", 2);
        _stream.Replay();
        Assert.Empty(_link.Sent);
        Assert.True(_stream.Closed.IsCompleted);
    }

    [Fact]
    public void Whatever_the_line_does_the_hub_can_put_the_answer_together()
    {
        Gen.Int[0, 5].List[1, 120].Sample(steps =>
        {
            var link = new RecordingLink();
            var stream = new JobStream(JobId.New(), link, lineUp: true);
            var written = 0;
            var held = 0; // places that the hub has without gaps
            var answer = "";
            void Deliver()
            {
                foreach (var message in link.Sent)
                {
                    var (seq, text) = message is JobChunk chunk ? (chunk.Seq, chunk.Text) : (((JobResult)message).Seq, "");
                    Assert.True(seq <= held, $"place {held} was skipped for {seq}");
                    if (seq == held)
                    {
                        held++;
                        answer += text;
                    }
                }
                link.Sent.Clear();
            }
            foreach (var step in steps)
            {
                switch (step)
                {
                    case 0 or 1:
                        Assert.True(stream.AppendAsync(((char)('a' + (written++ % 26))).ToString(), [1], CancellationToken.None).AsTask().IsCompleted);
                        break;
                    case 2:
                        Deliver();
                        stream.Acknowledge(held);
                        break;
                    case 3:
                        Deliver();
                        stream.Pause();
                        break;
                    case 4:
                        link.Sent.Clear(); // lost on the way
                        stream.Pause();
                        break;
                    default:
                        stream.Replay();
                        break;
                }
            }
            stream.Complete(new JobResult(stream.Job, 0, JobOutcome.Stop, 0, 0));
            stream.Pause();
            link.Sent.Clear();
            stream.Replay();
            Deliver();
            Assert.Equal(string.Concat(Enumerable.Range(0, written).Select(i => (char)('a' + (i % 26)))), answer);
            stream.Acknowledge(held);
            Assert.True(stream.Closed.IsCompleted);
        });
    }

    private void Append(string text, int token) =>
        Assert.True(_stream.AppendAsync(text, [token], CancellationToken.None).AsTask().IsCompleted);

    private void Finish() => _stream.Complete(new JobResult(_stream.Job, 0, JobOutcome.Stop, 1, 1));
}

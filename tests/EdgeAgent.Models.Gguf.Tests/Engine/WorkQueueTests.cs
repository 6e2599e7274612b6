using EdgeAgent.Models.Gguf.Engine;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class WorkQueueTests : IDisposable
{
    private readonly WorkQueue _queue = new();

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void Requesters_take_turns_however_many_requests_each_has()
    {
        foreach (var requester in "aaaabbc")
        {
            Assert.True(_queue.TryEnter(new TestWork([1, 2], 2, requester.ToString())));
        }
        var order = "";
        while (_queue.Next([], []) is { } next)
        {
            Assert.True(_queue.Take(next));
            order += next.Requester;
        }
        Assert.Equal("abcabaa", order);
    }

    [Fact]
    public void Who_runs_already_comes_after_who_does_not()
    {
        _queue.TryEnter(new TestWork([1, 2], 2, "a"));
        _queue.TryEnter(new TestWork([1, 2], 2, "b"));
        Assert.Equal("b", _queue.Next([new TestWork([1, 2], 2, "a")], [])!.Requester);
    }

    [Fact]
    public void A_full_line_takes_nobody()
    {
        for (var i = 0; i < EngineLimits.MaxWaiting; i++)
        {
            Assert.True(_queue.TryEnter(new TestWork([1, 2], 2)));
        }
        Assert.False(_queue.TryEnter(new TestWork([1, 2], 2)));
        Assert.True(_queue.Withdraw(_queue.Next([], [])!));
        Assert.True(_queue.TryEnter(new TestWork([1, 2], 2)));
    }

    [Fact]
    public void Closing_tells_those_who_wait_and_those_who_come()
    {
        var work = new TestWork([1, 2], 2);
        _queue.TryEnter(work);
        _queue.Close(new InvalidOperationException());
        Assert.IsType<InvalidOperationException>(work.AbandonedFor);
        Assert.False(_queue.WaitForWork());
        Assert.Throws<ObjectDisposedException>(() => _queue.TryEnter(work));
    }
}

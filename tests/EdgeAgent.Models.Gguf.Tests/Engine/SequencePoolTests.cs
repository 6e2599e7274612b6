using CsCheck;
using EdgeAgent.Models.Gguf.Engine;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class SequencePoolTests
{
    private static readonly int[] s_prompt = [.. Enumerable.Range(0, 100)];

    private readonly CountedMemory _memory = new();

    [Fact]
    public void A_second_request_begins_with_what_the_first_has_computed()
    {
        var pool = new SequencePool(_memory, 1000, 1000, 8);
        var first = Run(pool, s_prompt);
        pool.Close(first);

        var second = pool.TryOpen(new TestWork([.. s_prompt, 7, 8, 9], 200), null)!;

        Assert.Same(first, second); // it goes on where the first ended
        Assert.Equal(100, second.Count);
    }

    [Fact]
    public void Two_that_run_share_the_memory_of_what_they_have_in_common()
    {
        var pool = new SequencePool(_memory, 1000, 1000, 8);
        Run(pool, s_prompt);

        var second = pool.TryOpen(new TestWork([.. s_prompt[..60], 7, 8, 9], 63), null)!;

        Assert.Equal(60, second.Count);
        Assert.Equal(100, _memory.Cells);
        Assert.Equal(103, pool.Committed);
    }

    [Fact]
    public void What_was_computed_with_another_adapter_is_not_reused()
    {
        var pool = new SequencePool(_memory, 1000, 1000, 8);
        pool.Close(Run(pool, s_prompt));
        Assert.Equal(0, pool.TryOpen(new TestWork([.. s_prompt, 1], 101), "lora")!.Count);
    }

    [Fact]
    public void Who_finds_no_room_waits_and_what_nobody_uses_goes_first()
    {
        var pool = new SequencePool(_memory, 300, 300, 8);
        pool.Close(Run(pool, [1000, .. s_prompt]));
        var running = pool.TryOpen(new TestWork([2000, .. s_prompt], 200), null);
        Assert.NotNull(running); // the first one is kept no longer than this needs
        Assert.Null(pool.TryOpen(new TestWork([3000, .. s_prompt], 101), null));
        pool.Close(running);
        Assert.NotNull(pool.TryOpen(new TestWork([3000, .. s_prompt], 300), null));
    }

    [Fact]
    public void No_more_is_kept_than_the_budget()
    {
        var pool = new SequencePool(_memory, 1000, 150, 8);
        pool.Close(Run(pool, [1000, .. s_prompt]));
        pool.Close(Run(pool, [2000, .. s_prompt]));
        Assert.Equal(2000, Assert.Single(pool.Sequences).Tokens[0]);
        Assert.Equal(101, _memory.Cells);
    }

    [Fact]
    public void A_state_that_cannot_be_cut_is_reused_as_a_whole_only()
    {
        var pool = new SequencePool(new CountedMemory { CanCut = false }, 1000, 1000, 8);
        var first = pool.TryOpen(new TestWork(s_prompt, 100), null)!;
        first.Append(s_prompt);
        pool.Close(first);
        Assert.Equal(0, pool.TryOpen(new TestWork([.. s_prompt[..50], 1], 51), null)!.Count);
        Assert.Same(first, pool.TryOpen(new TestWork([.. s_prompt, 1], 101), null));
    }

    /// <summary>
    /// Whatever happens in whatever order, what the pool believes to be in memory is what is there, and it never exceeds
    /// what there is.
    /// </summary>
    [Fact]
    public void Its_books_agree_with_the_memory()
    {
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 60], Gen.Int[0, 40]).Array[1, 60].Sample(
            steps =>
            {
                var memory = new CountedMemory();
                var pool = new SequencePool(memory, 300, 200, 6);
                var running = new List<CachedSequence>();
                foreach (var (kind, length, growth) in steps)
                {
                    Do(pool, memory, running, kind, length, growth);
                    Assert.Equal(memory.Cells, pool.Sequences.Sum(one => one.Owned));
                    Assert.InRange(pool.Committed, memory.Cells, 300);
                }
            },
            iter: 500,
            threads: 1);
    }

    private static void Do(
        SequencePool pool, CountedMemory memory, List<CachedSequence> running, int kind, int length, int growth)
    {
        if (kind > 6 && running.Count > 0)
        {
            pool.Close(running[length % running.Count]);
            running.RemoveAt(length % running.Count);
            return;
        }
        // Few different beginnings, so that much is shared.
        int[] tokens = [kind % 2, .. Enumerable.Repeat(0, length), kind, kind];
        var work = new TestWork(tokens, tokens.Length + growth);
        if (pool.TryOpen(work, null) is not { } sequence)
        {
            return;
        }
        memory.Grow(sequence, tokens.AsSpan(sequence.Count));
        if (growth > 0)
        {
            memory.Grow(sequence, [growth]);
            pool.CutTo(sequence, sequence.Count - 1);
        }
        running.Add(sequence);
    }

    private CachedSequence Run(SequencePool pool, int[] tokens)
    {
        var sequence = pool.TryOpen(new TestWork(tokens, tokens.Length), null)!;
        _memory.Grow(sequence, tokens.AsSpan(sequence.Count));
        return sequence;
    }
}

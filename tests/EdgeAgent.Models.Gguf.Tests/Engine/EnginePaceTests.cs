using EdgeAgent.Models.Gguf.Engine;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

public sealed class EnginePaceTests
{
    private readonly EnginePace _pace = new();

    [Fact]
    public void A_prompt_takes_no_more_of_a_step_than_answers_can_bear()
    {
        _pace.Add(0, 2, TimeSpan.FromMilliseconds(20));
        _pace.Add(512, 0, TimeSpan.FromMilliseconds(512));
        Assert.Equal(60, _pace.PromptTokensBesideAnswers()); // 60 ms at a millisecond each
        _pace.Add(0, 2, TimeSpan.FromSeconds(3));
        Assert.True(_pace.PromptTokensBesideAnswers() > 400); // a token takes long anyway
    }

    [Fact]
    public void The_wait_is_that_of_those_ahead_side_by_side()
    {
        _pace.Add(0, 2, TimeSpan.FromMilliseconds(20)); // 10 ms a token
        TestWork Answering(int tokens) => new([1], tokens);
        Assert.Equal(TimeSpan.Zero, _pace.WaitFor([Answering(100)], 2));
        // Both run at half speed until the shorter one is done.
        Assert.Equal(2.0, _pace.WaitFor([Answering(100), Answering(300)], 2).TotalSeconds, 3);
        // Then the third one and the rest of the second, 100 and 200 tokens.
        Assert.Equal(4.0, _pace.WaitFor([Answering(100), Answering(300), Answering(100)], 2).TotalSeconds, 3);
    }
}

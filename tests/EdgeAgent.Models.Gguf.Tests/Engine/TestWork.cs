using EdgeAgent.Models.Gguf.Engine;

namespace EdgeAgent.Models.Gguf.Tests.Engine;

/// <summary>A work that only has tokens.</summary>
internal sealed class TestWork(int[] tokens, int mostTokens, string requester = "") : SequenceWork(requester, null)
{
    public override ReadOnlySpan<int> Tokens => tokens;

    public override int MostTokens => mostTokens;

    public override int FirstWanted => tokens.Length - 1;

    public Exception? AbandonedFor { get; private set; }

    public override bool WantsLogits(int index) => index == FirstWanted;

    public override void Accept(int index, Span<float> logits, TokenDrawer drawer) => throw new NotSupportedException();

    public override void Abandon(Exception? cause)
    {
        IsOver = true;
        AbandonedFor = cause;
    }
}

using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>What one lane of a step adds up: the gradient, the loss and the counts.</summary>
internal sealed class LaneGradient(long length) : IDisposable
{
    /// <summary>Sum of gradients, laid out as the weights; not yet divided by <see cref="Weight"/>.</summary>
    public FloatBuffer Gradient { get; } = new(length);

    /// <summary>Weighted sum of losses, nats.</summary>
    public double Loss { get; set; }

    /// <summary>Sum of loss weights.</summary>
    public double Weight { get; set; }

    /// <summary>Sum of losses of answer tokens, nats.</summary>
    public double AnswerLoss { get; set; }

    /// <summary>Number of answer tokens.</summary>
    public long AnswerTokens { get; set; }

    /// <summary>Tokens that were computed.</summary>
    public long Tokens { get; set; }

    /// <summary>Starts a new step.</summary>
    public void Clear()
    {
        Gradient.Span.Clear();
        (Loss, Weight, AnswerLoss, AnswerTokens, Tokens) = (0, 0, 0, 0, 0);
    }

    public void Dispose() => Gradient.Dispose();
}

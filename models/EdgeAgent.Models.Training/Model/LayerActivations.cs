using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>What the backward pass of one block needs from its forward pass.</summary>
internal sealed class LayerActivations(ModelShape shape, int rows, int scoreColumns) : IDisposable
{
    /// <summary>Input of the block, rows × width.</summary>
    public FloatBuffer Input { get; } = new((long)rows * shape.Width);

    /// <summary>Normed input.</summary>
    public FloatBuffer Normed { get; } = new((long)rows * shape.Width);

    /// <summary>Query, key, value after rotation, rows × 3·width.</summary>
    public FloatBuffer QueryKeyValue { get; } = new((long)rows * 3 * shape.Width);

    /// <summary>Attention weights, heads × rows × score columns.</summary>
    public FloatBuffer Attention { get; } = new((long)shape.Heads * rows * scoreColumns);

    /// <summary>Weighted values, rows × width.</summary>
    public FloatBuffer Mixed { get; } = new((long)rows * shape.Width);

    /// <summary>Residual stream after attention.</summary>
    public FloatBuffer Middle { get; } = new((long)rows * shape.Width);

    /// <summary>Normed middle.</summary>
    public FloatBuffer MiddleNormed { get; } = new((long)rows * shape.Width);

    /// <summary>Gate and up, rows × 2·feed-forward.</summary>
    public FloatBuffer GateUp { get; } = new((long)rows * 2 * shape.FeedForward);

    /// <summary>Gated, rows × feed-forward.</summary>
    public FloatBuffer Hidden { get; } = new((long)rows * shape.FeedForward);

    public void Dispose()
    {
        foreach (var buffer in new[]
            { Input, Normed, QueryKeyValue, Attention, Mixed, Middle, MiddleNormed, GateUp, Hidden })
        {
            buffer.Dispose();
        }
    }
}

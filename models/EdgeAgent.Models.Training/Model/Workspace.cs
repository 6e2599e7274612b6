using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>Buffers for one sequence at a time; each thread has its own.</summary>
internal sealed class Workspace : IDisposable
{
    /// <summary>Rows of the head that are computed at once.</summary>
    public const int HeadRows = 256;

    /// <summary>Allocates for sequences of at most these sizes.</summary>
    /// <param name="shape">Of the model.</param>
    /// <param name="maxTokens">Tokens of the longest sequence.</param>
    /// <param name="maxSystem">Tokens of the longest system prompt.</param>
    /// <param name="maxTurn">Tokens of the longest turn.</param>
    public Workspace(ModelShape shape, int maxTokens, int maxSystem, int maxTurn)
    {
        (MaxTokens, MaxSystem, MaxTurn) = (maxTokens, maxSystem, maxTurn);
        var rows = RoundUp(maxTokens, 32) + 64;
        ScoreColumns = RoundUp(maxSystem, 32) + RoundUp(maxTurn, 32);
        Layers = Enumerable.Range(0, shape.Layers).Select(_ => new LayerActivations(shape, rows, ScoreColumns)).ToArray();
        Final = new FloatBuffer((long)rows * shape.Width);
        FinalNormed = new FloatBuffer((long)rows * shape.Width);
        Residual = new FloatBuffer((long)rows * shape.Width);
        WidthA = new FloatBuffer((long)rows * shape.Width);
        Wide = new FloatBuffer((long)rows * Math.Max(3 * shape.Width, shape.FeedForward));
        Scores = new FloatBuffer((long)rows * ScoreColumns);
        Logits = new FloatBuffer((long)HeadRows * shape.Vocabulary);
        HeadInput = new FloatBuffer((long)HeadRows * shape.Width);
        HeadGradient = new FloatBuffer((long)HeadRows * shape.Width);
        Panels = new FloatBuffer((long)ModelShape.HeadWidth * (ScoreColumns + rows));
        Block = new FloatBuffer((long)(RoundUp(maxTurn, 32) + 8) * ModelShape.HeadWidth);
        var widest = Math.Max(Math.Max(shape.Vocabulary, 2 * shape.FeedForward), Math.Max(3 * shape.Width, ScoreColumns));
        Transposed = new FloatBuffer(Gemm.TransposedScratch(widest));
    }

    /// <summary>Limits of a sequence.</summary>
    public int MaxTokens { get; }

    /// <summary>Limit of the system prompt, tokens.</summary>
    public int MaxSystem { get; }

    /// <summary>Limit of a turn, tokens.</summary>
    public int MaxTurn { get; }

    /// <summary>Floats between rows of attention weights.</summary>
    public int ScoreColumns { get; }

    /// <summary>Kept by the forward pass.</summary>
    public LayerActivations[] Layers { get; }

    /// <summary>Residual stream after the last block.</summary>
    public FloatBuffer Final { get; }

    /// <summary>Its norm.</summary>
    public FloatBuffer FinalNormed { get; }

    /// <summary>Gradient of the residual stream.</summary>
    public FloatBuffer Residual { get; }

    /// <summary>Scratch, rows × width.</summary>
    public FloatBuffer WidthA { get; }

    /// <summary>Scratch for gradients of query, key and value, or of the gated part.</summary>
    public FloatBuffer Wide { get; }

    /// <summary>Gradient of attention weights of one head.</summary>
    public FloatBuffer Scores { get; }

    /// <summary>Logits of one chunk of rows.</summary>
    public FloatBuffer Logits { get; }

    /// <summary>Gathered input of the head.</summary>
    public FloatBuffer HeadInput { get; }

    /// <summary>Gradient of <see cref="HeadInput"/>.</summary>
    public FloatBuffer HeadGradient { get; }

    /// <summary>Packed keys or values of one head.</summary>
    public FloatBuffer Panels { get; }

    /// <summary>One turn × one head.</summary>
    public FloatBuffer Block { get; }

    /// <summary>Scratch of <see cref="Gemm.AddTransposedProduct"/>.</summary>
    public FloatBuffer Transposed { get; }

    /// <summary>Smallest multiple of <paramref name="step"/> that is not below <paramref name="value"/>.</summary>
    public static int RoundUp(int value, int step) => (value + step - 1) / step * step;

    public void Dispose()
    {
        foreach (var layer in Layers)
        {
            layer.Dispose();
        }
        foreach (var buffer in new[]
            {
                Final, FinalNormed, Residual, WidthA, Wide, Scores, Logits, HeadInput, HeadGradient, Panels, Block, Transposed,
            })
        {
            buffer.Dispose();
        }
    }
}

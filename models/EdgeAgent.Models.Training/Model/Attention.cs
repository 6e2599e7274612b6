using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>
/// Attention over a <see cref="PackedSequence"/>: all tokens see the system prompt (causally within it), the tokens of a
/// turn also see their own turn up to themselves. Scores of one row: system part, then own part.
/// </summary>
/// <remarks>
/// Tiles have 8 rows, turns any number: a turn's last tile runs into the rows of the next turn. Where that would add to
/// them, a block of its own is used; where it overwrites, the next turn is computed later.
/// </remarks>
internal sealed unsafe class Attention
{
    private static readonly float s_scale = 1 / MathF.Sqrt(ModelShape.HeadWidth);

    private readonly PackedSequence _sequence;
    private readonly Workspace _work;
    private readonly int _heads;
    private readonly int _stride;
    private readonly int _width;
    private readonly int _rows;
    private readonly int _tileRows;
    private readonly int _shared;
    private readonly int _own;

    public Attention(ModelShape shape, PackedSequence sequence, Workspace work)
    {
        (_sequence, _work, _heads) = (sequence, work, shape.Heads);
        _width = shape.Width;
        _stride = 3 * shape.Width;
        _rows = sequence.Tokens.Count;
        _tileRows = Workspace.RoundUp(_rows, Gemm.TileRows);
        _shared = Workspace.RoundUp(sequence.SystemLength, 32);
        _own = Workspace.RoundUp(sequence.LongestTurn, 32);
    }

    private int Columns => _work.ScoreColumns;

    /// <summary>Mixed values from rotated query, key and value; keeps the attention weights.</summary>
    public void Forward(LayerActivations layer)
    {
        for (var head = 0; head < _heads; head++)
        {
            var q = layer.QueryKeyValue.Pointer + (head * ModelShape.HeadWidth);
            var weights = Weights(layer, head);
            Products(q, _stride, q + _width, weights);
            for (var row = 0; row < _sequence.SystemLength; row++)
            {
                var scores = weights + ((long)row * Columns);
                RowOps.Softmax(scores, row + 1, _shared, scores + _shared, 0, _own, s_scale);
            }
            foreach (var turn in _sequence.Turns)
            {
                for (var i = 0; i < turn.Length; i++)
                {
                    var scores = weights + ((long)(turn.Start + i) * Columns);
                    RowOps.Softmax(scores, _sequence.SystemLength, _shared, scores + _shared, i + 1, _own, s_scale);
                }
            }
            Mix(weights, q + (2 * _width), _stride, layer.Mixed.Pointer + (head * ModelShape.HeadWidth), _width);
        }
    }

    /// <summary>Gradient of rotated query, key and value from that of the mixed values; cleared and filled.</summary>
    public void Backward(LayerActivations layer, float* dMixed, float* dQueryKeyValue)
    {
        new Span<float>(dQueryKeyValue, (_tileRows + 32) * _stride).Clear();
        var dWeights = _work.Scores.Pointer;
        for (var head = 0; head < _heads; head++)
        {
            var offset = head * ModelShape.HeadWidth;
            var q = layer.QueryKeyValue.Pointer + offset;
            var dq = dQueryKeyValue + offset;
            var weights = Weights(layer, head);
            Products(dMixed + offset, _width, q + (2 * _width), dWeights);
            AddTransposed(weights, dMixed + offset, _width, dq + (2 * _width));
            for (var row = 0; row < _rows; row++)
            {
                SoftmaxBackward(weights + ((long)row * Columns), dWeights + ((long)row * Columns));
            }
            Mix(dWeights, q + _width, _stride, dq, _stride);
            AddTransposed(dWeights, q, _stride, dq + _width);
        }
    }

    private float* Weights(LayerActivations layer, int head) =>
        layer.Attention.Pointer + ((long)head * _tileRows * Columns);

    // scores = x · yᵀ for the pairs of rows that see each other; y is a key or a value of one head.
    private void Products(float* x, int strideX, float* y, float* scores)
    {
        var panels = _work.Panels.Pointer;
        Gemm.PackPanelsTransposed(y, _stride, panels, ModelShape.HeadWidth, _shared);
        Gemm.Multiply(x, strideX, panels, scores, Columns, _tileRows, _shared, ModelShape.HeadWidth, accumulate: false);
        foreach (var turn in _sequence.Turns)
        {
            var columns = Workspace.RoundUp(turn.Length, 32);
            Gemm.PackPanelsTransposed(
                y + ((long)turn.Start * _stride), _stride, panels, ModelShape.HeadWidth, columns);
            Gemm.Multiply(
                x + ((long)turn.Start * strideX), strideX, panels, scores + ((long)turn.Start * Columns) + _shared, Columns,
                Workspace.RoundUp(turn.Length, Gemm.TileRows), columns, ModelShape.HeadWidth, accumulate: false);
        }
    }

    // target = weights · y.
    private void Mix(float* weights, float* y, int strideY, float* target, int strideTarget)
    {
        var panels = _work.Panels.Pointer;
        Gemm.PackPanels(y, strideY, panels, _sequence.SystemLength, ModelShape.HeadWidth);
        Gemm.Multiply(weights, Columns, panels, target, strideTarget, _tileRows, ModelShape.HeadWidth,
            _sequence.SystemLength, accumulate: false);
        var block = _work.Block.Pointer;
        foreach (var turn in _sequence.Turns)
        {
            Gemm.PackPanels(y + ((long)turn.Start * strideY), strideY, panels, turn.Length, ModelShape.HeadWidth);
            Gemm.Multiply(weights + ((long)turn.Start * Columns) + _shared, Columns, panels, block, ModelShape.HeadWidth,
                Workspace.RoundUp(turn.Length, Gemm.TileRows), ModelShape.HeadWidth, turn.Length, accumulate: false);
            for (var i = 0; i < turn.Length; i++)
            {
                VectorOps.Add(target + ((long)(turn.Start + i) * strideTarget), block + (i * ModelShape.HeadWidth),
                    ModelShape.HeadWidth);
            }
        }
    }

    // target += weightsᵀ · x; columns that are not valid hold 0 and add nothing to the rows behind.
    private void AddTransposed(float* weights, float* x, int strideX, float* target)
    {
        var scratch = _work.Transposed.Pointer;
        Gemm.AddTransposedProduct(
            weights, Columns, x, strideX, target, _stride, _shared, ModelShape.HeadWidth, _rows, scratch);
        foreach (var turn in _sequence.Turns)
        {
            Gemm.AddTransposedProduct(
                weights + ((long)turn.Start * Columns) + _shared, Columns, x + ((long)turn.Start * strideX), strideX,
                target + ((long)turn.Start * _stride), _stride, Workspace.RoundUp(turn.Length, Gemm.TileRows),
                ModelShape.HeadWidth, turn.Length, scratch);
        }
    }

    private void SoftmaxBackward(float* weights, float* gradient)
    {
        var count = _shared + _own;
        var dot = RowOps.Dot(weights, gradient, count);
        VectorOps.SoftmaxGradient(weights, gradient, dot, s_scale, count);
    }
}

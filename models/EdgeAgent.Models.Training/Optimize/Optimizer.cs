using EdgeAgent.Models.Training.Compute;
using EdgeAgent.Models.Training.Model;

namespace EdgeAgent.Models.Training.Optimize;

/// <summary>Muon for the matrices, AdamW for the token table and the gains, and an average of the weights.</summary>
internal sealed unsafe class Optimizer : IDisposable
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.98f;
    private const float UpdateRms = 0.2f;

    private readonly LlamaModel _model;
    private readonly OptimizerOptions _options;
    private readonly FloatBuffer _update;

    public Optimizer(LlamaModel model, OptimizerOptions options)
    {
        (_model, _options) = (model, options);
        First = new FloatBuffer(model.Layout.Length);
        Second = new FloatBuffer(model.Layout.Length);
        Average = new FloatBuffer(model.Layout.Length);
        _update = new FloatBuffer(model.Layout.Length);
        model.Weights.Span.CopyTo(Average.Span);
    }

    /// <summary>Momentum.</summary>
    public FloatBuffer First { get; }

    /// <summary>Mean squares of AdamW; unused for matrices.</summary>
    public FloatBuffer Second { get; }

    /// <summary>Average of the weights.</summary>
    public FloatBuffer Average { get; }

    /// <summary>Steps done.</summary>
    public long Steps { get; set; }

    /// <summary>One step along the summed gradient of the lanes.</summary>
    /// <param name="lanes">Added in order, so that the result does not depend on threads.</param>
    /// <param name="rateShare">Share of the peak learning rates, 0 to 1.</param>
    /// <param name="threads">For the matrices.</param>
    /// <returns>Norm of the gradient before it was shortened.</returns>
    public float Step(IReadOnlyList<LaneGradient> lanes, float rateShare, int threads)
    {
        var gradient = lanes[0].Gradient;
        var weight = lanes.Sum(lane => lane.Weight);
        var tensors = _model.Layout.Tensors;
        var squares = new double[tensors.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, tensors.Count, parallel, i => squares[i] = Sum(lanes, tensors[i], (float)(1 / weight)));
        var norm = (float)Math.Sqrt(squares.Sum());
        var clip = norm > _options.ClipNorm ? _options.ClipNorm / norm : 1;
        Steps++;
        var share = (float)Math.Min(_options.AverageShare, (1.0 + Steps) / (10 + Steps));
        Parallel.For(0, tensors.Count, parallel, i =>
        {
            var tensor = tensors[i];
            if (tensor.Role == TensorRole.Matrix)
            {
                Matrix(tensor, gradient.Pointer + tensor.Offset, clip, rateShare * _options.MatrixRate);
            }
            else
            {
                Table(tensor, gradient.Pointer + tensor.Offset, clip, rateShare * _options.TableRate);
            }
            Follow(tensor, share);
        });
        _model.Pack();
        return norm;
    }

    private static double Sum(IReadOnlyList<LaneGradient> lanes, Tensor tensor, float factor)
    {
        var total = lanes[0].Gradient.Pointer + tensor.Offset;
        for (var lane = 1; lane < lanes.Count; lane++)
        {
            VectorOps.Add(total, lanes[lane].Gradient.Pointer + tensor.Offset, tensor.Length);
        }
        RowOps.Scale(total, tensor.Length, factor);
        return RowOps.Dot(total, total, tensor.Length);
    }

    private void Matrix(Tensor tensor, float* gradient, float clip, float rate)
    {
        var weights = _model.Weights.Pointer + tensor.Offset;
        var first = First.Pointer + tensor.Offset;
        var update = _update.Pointer + tensor.Offset;
        VectorOps.Blend(first, _options.Momentum, gradient, (1 - _options.Momentum) * clip, tensor.Length);
        VectorOps.Blend(update, 0, first, _options.Momentum, tensor.Length);
        VectorOps.Blend(update, 1, gradient, (1 - _options.Momentum) * clip, tensor.Length); // Nesterov
        using (var orthogonalizer = new Orthogonalizer(Math.Min(tensor.Rows, tensor.Columns), tensor.Length))
        {
            orthogonalizer.Apply(update, tensor.Rows, tensor.Columns);
        }
        // An orthonormal matrix has root mean square 1/√max(rows, columns) (Liu et al., 2025).
        var step = rate * UpdateRms * MathF.Sqrt(Math.Max(tensor.Rows, tensor.Columns));
        var keep = 1 - (rate * _options.Decay);
        VectorOps.Blend(weights, keep, update, -step, tensor.Length);
    }

    private void Table(Tensor tensor, float* gradient, float clip, float rate)
    {
        var weights = _model.Weights.Pointer + tensor.Offset;
        var first = First.Pointer + tensor.Offset;
        var second = Second.Pointer + tensor.Offset;
        VectorOps.Adam(weights, gradient, first, second, tensor.Length, new AdamStep(
            Beta1, Beta2, rate, clip, 1 / (1 - MathF.Pow(Beta1, Steps)), 1 / (1 - MathF.Pow(Beta2, Steps))));
    }

    private void Follow(Tensor tensor, float share)
    {
        var weights = _model.Weights.Pointer + tensor.Offset;
        var average = Average.Pointer + tensor.Offset;
        VectorOps.Blend(average, share, weights, 1 - share, tensor.Length);
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Average.Dispose();
        _update.Dispose();
    }
}

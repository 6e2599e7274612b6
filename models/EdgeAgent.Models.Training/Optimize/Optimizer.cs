using EdgeAgent.Models.Training.Compute;
using EdgeAgent.Models.Training.Model;

namespace EdgeAgent.Models.Training.Optimize;

/// <summary>Muon for the matrices, AdamW for the token table and the gains, and an average of the weights.</summary>
internal sealed unsafe class Optimizer : IDisposable
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.98f;
    private const float Epsilon = 1e-8f;
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
            var other = lanes[lane].Gradient.Pointer + tensor.Offset;
            for (var i = 0; i < tensor.Length; i++)
            {
                total[i] += other[i];
            }
        }
        RowOps.Scale(total, tensor.Length, factor);
        return RowOps.Dot(total, total, tensor.Length);
    }

    private void Matrix(Tensor tensor, float* gradient, float clip, float rate)
    {
        var weights = _model.Weights.Pointer + tensor.Offset;
        var first = First.Pointer + tensor.Offset;
        var update = _update.Pointer + tensor.Offset;
        for (var i = 0; i < tensor.Length; i++)
        {
            var g = gradient[i] * clip;
            first[i] = (_options.Momentum * first[i]) + ((1 - _options.Momentum) * g);
            update[i] = (_options.Momentum * first[i]) + ((1 - _options.Momentum) * g); // Nesterov
        }
        using (var orthogonalizer = new Orthogonalizer(Math.Min(tensor.Rows, tensor.Columns), tensor.Length))
        {
            orthogonalizer.Apply(update, tensor.Rows, tensor.Columns);
        }
        // An orthonormal matrix has root mean square 1/√max(rows, columns) (Liu et al., 2025).
        var step = rate * UpdateRms * MathF.Sqrt(Math.Max(tensor.Rows, tensor.Columns));
        var keep = 1 - (rate * _options.Decay);
        for (var i = 0; i < tensor.Length; i++)
        {
            weights[i] = (weights[i] * keep) - (step * update[i]);
        }
    }

    private void Table(Tensor tensor, float* gradient, float clip, float rate)
    {
        var weights = _model.Weights.Pointer + tensor.Offset;
        var first = First.Pointer + tensor.Offset;
        var second = Second.Pointer + tensor.Offset;
        var correct1 = 1 / (1 - MathF.Pow(Beta1, Steps));
        var correct2 = 1 / (1 - MathF.Pow(Beta2, Steps));
        for (var i = 0; i < tensor.Length; i++)
        {
            var g = gradient[i] * clip;
            first[i] = (Beta1 * first[i]) + ((1 - Beta1) * g);
            second[i] = (Beta2 * second[i]) + ((1 - Beta2) * g * g);
            weights[i] -= rate * (first[i] * correct1) / (MathF.Sqrt(second[i] * correct2) + Epsilon);
        }
    }

    private void Follow(Tensor tensor, float share)
    {
        var weights = _model.Weights.Pointer + tensor.Offset;
        var average = Average.Pointer + tensor.Offset;
        for (var i = 0; i < tensor.Length; i++)
        {
            average[i] = (share * average[i]) + ((1 - share) * weights[i]);
        }
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Average.Dispose();
        _update.Dispose();
    }
}

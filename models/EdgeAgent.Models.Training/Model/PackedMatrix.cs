using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>One weight matrix packed for both directions: <c>x · Wᵀ</c> and <c>dy · W</c>.</summary>
internal sealed unsafe class PackedMatrix(int rows, int columns) : IDisposable
{
    private readonly FloatBuffer _forward = new((long)rows * columns);
    private readonly FloatBuffer _backward = new((long)rows * columns);

    /// <summary>Outputs.</summary>
    public int Rows { get; } = rows;

    /// <summary>Inputs.</summary>
    public int Columns { get; } = columns;

    /// <summary>Takes the values of the matrix, row by row.</summary>
    public void Pack(float* weights)
    {
        Gemm.PackPanelsTransposed(weights, Columns, _forward.Pointer, Columns, Rows);
        Gemm.PackPanels(weights, Columns, _backward.Pointer, Rows, Columns);
    }

    /// <summary>y (m × rows) = x (m × columns) · Wᵀ, or y += ….</summary>
    public void Forward(float* x, float* y, int m, bool accumulate = false) =>
        Gemm.Multiply(x, Columns, _forward.Pointer, y, Rows, m, Rows, Columns, accumulate);

    /// <summary>dx (m × columns) = dy (m × rows) · W.</summary>
    public void Backward(float* dy, float* dx, int m) =>
        Gemm.Multiply(dy, Rows, _backward.Pointer, dx, Columns, m, Columns, Rows, accumulate: false);

    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
    }
}

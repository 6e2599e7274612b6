using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Optimize;

/// <summary>Brings a matrix near the closest one with orthonormal rows or columns, by Newton and Schulz's iteration.</summary>
/// <remarks>Five steps of the quintic of Jordan et al. (Muon, 2024); the singular values end between 0.7 and 1.2.</remarks>
internal sealed unsafe class Orthogonalizer : IDisposable
{
    private const int Steps = 5;
    private const float A = 3.4445f;
    private const float B = -4.7750f;
    private const float C = 2.0315f;

    private readonly FloatBuffer _x;
    private readonly FloatBuffer _next;
    private readonly FloatBuffer _gram;
    private readonly FloatBuffer _poly;
    private readonly FloatBuffer _packed;

    /// <summary>For matrices whose shorter side and whose area are at most these.</summary>
    public Orthogonalizer(int maxShort, int maxArea)
    {
        _x = new FloatBuffer(maxArea);
        _next = new FloatBuffer(maxArea);
        _gram = new FloatBuffer((long)maxShort * maxShort);
        _poly = new FloatBuffer((long)maxShort * maxShort);
        _packed = new FloatBuffer(maxArea);
    }

    /// <summary>Replaces the matrix (rows × columns, multiples of 32) by its orthogonal part.</summary>
    public void Apply(float* matrix, int rows, int columns)
    {
        var wide = rows <= columns;
        var (m, n) = wide ? (rows, columns) : (columns, rows);
        var x = _x.Pointer;
        var norm = MathF.Sqrt(RowOps.Dot(matrix, matrix, rows * columns)) + 1e-7f;
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                x[wide ? (i * n) + j : (j * n) + i] = matrix[(i * columns) + j] / norm;
            }
        }
        for (var step = 0; step < Steps; step++)
        {
            Step(m, n);
            x = _x.Pointer;
        }
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                matrix[(i * columns) + j] = x[wide ? (i * n) + j : (j * n) + i];
            }
        }
    }

    // X ← aX + (bG + cG²)X with G = X·Xᵀ.
    private void Step(int m, int n)
    {
        var x = _x.Pointer;
        var gram = _gram.Pointer;
        var poly = _poly.Pointer;
        var packed = _packed.Pointer;
        Gemm.PackPanelsTransposed(x, n, packed, n, m);
        Gemm.Multiply(x, n, packed, gram, m, m, m, n, accumulate: false);
        Gemm.PackPanels(gram, m, packed, m, m);
        Gemm.Multiply(gram, m, packed, poly, m, m, m, m, accumulate: false);
        VectorOps.Blend(poly, C, gram, B, m * m);
        Gemm.PackPanels(x, n, packed, m, n);
        Gemm.Multiply(poly, m, packed, _next.Pointer, n, m, n, m, accumulate: false);
        VectorOps.Blend(x, A, _next.Pointer, 1, m * n);
    }

    public void Dispose()
    {
        foreach (var buffer in new[] { _x, _next, _gram, _poly, _packed })
        {
            buffer.Dispose();
        }
    }
}

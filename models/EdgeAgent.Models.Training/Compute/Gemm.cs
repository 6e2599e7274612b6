using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeAgent.Models.Training.Compute;

/// <summary>Matrix products for float32: an 8 × 32 microkernel on 512-bit vectors over panels of 32 columns.</summary>
/// <remarks>
/// Sixteen accumulators, two loads and eight broadcasts a step: the fused multiply-adds are the bottleneck, not the loads
/// (measured figures: README of this folder). The order of the additions depends on the shapes alone, so the same
/// machine gives the same bits for any number of threads.
/// Invariant of the pointers: rows × stride floats are allocated; rows are a multiple of 8, columns of 32.
/// </remarks>
internal static unsafe class Gemm
{
    /// <summary>Rows of one tile; the row count of every product is a multiple of it.</summary>
    public const int TileRows = 8;

    /// <summary>Columns of one panel; the column count of every product is a multiple of it.</summary>
    public const int PanelColumns = 32;

    // 64 rows of 192 to 512 floats stay in the second-level cache while all panels pass.
    private const int RowBlock = 64;

    // 256 × 32 floats of a packed panel fill the first-level cache.
    private const int DepthBlock = 256;

    /// <summary>C (m × n) = A (m × k) · B, or C += …; B is packed by <see cref="PackPanels"/>.</summary>
    public static void Multiply(
        float* a, int lda, float* packedB, float* c, int ldc, int m, int n, int k, bool accumulate)
    {
        Debug.Assert(m % TileRows == 0 && n % PanelColumns == 0);
        for (var block = 0; block < m; block += RowBlock)
        {
            var end = Math.Min(block + RowBlock, m);
            for (var panel = 0; panel < n; panel += PanelColumns)
            {
                var b = packedB + ((long)panel * k);
                for (var row = block; row < end; row += TileRows)
                {
                    Tile(a + ((long)row * lda), lda, 1, b, c + ((long)row * ldc) + panel, ldc, k, accumulate);
                }
            }
        }
    }

    /// <summary>C (m × n) += Aᵀ · B with A (k × m) and B (k × n) row by row: the gradient of a weight.</summary>
    /// <remarks><c>scratch</c> holds <see cref="TransposedScratch"/> floats.</remarks>
    public static void AddTransposedProduct(
        float* a, int lda, float* b, int ldb, float* c, int ldc, int m, int n, int k, float* scratch)
    {
        Debug.Assert(m % TileRows == 0 && n % PanelColumns == 0);
        var panelOfB = scratch;
        var tilesOfA = scratch + (DepthBlock * PanelColumns);
        for (var depth = 0; depth < k; depth += DepthBlock)
        {
            var count = Math.Min(DepthBlock, k - depth);
            PackTiles(a + ((long)depth * lda), lda, tilesOfA, m, count);
            for (var panel = 0; panel < n; panel += PanelColumns)
            {
                PackPanel(b + ((long)depth * ldb) + panel, ldb, panelOfB, count);
                for (var row = 0; row < m; row += TileRows)
                {
                    Tile(tilesOfA + ((long)row * count), 1, TileRows, panelOfB,
                        c + ((long)row * ldc) + panel, ldc, count, accumulate: true);
                }
            }
        }
    }

    /// <summary>Floats of scratch that <see cref="AddTransposedProduct"/> needs for <paramref name="m"/> rows of C.</summary>
    public static long TransposedScratch(int m) => DepthBlock * (long)(PanelColumns + m);

    /// <summary>Packs B (k × n, row by row) into panels of 32 columns; <paramref name="packed"/> holds k × n floats.</summary>
    public static void PackPanels(float* b, int ldb, float* packed, int k, int n)
    {
        for (var panel = 0; panel < n; panel += PanelColumns)
        {
            PackPanel(b + panel, ldb, packed + ((long)panel * k), k);
        }
    }

    /// <summary>Packs Bᵀ where B is n × k row by row: for <c>x · Wᵀ</c> with W as files hold it.</summary>
    public static void PackPanelsTransposed(float* b, int ldb, float* packed, int k, int n)
    {
        for (var panel = 0; panel < n; panel += PanelColumns)
        {
            var target = packed + ((long)panel * k);
            for (var j = 0; j < PanelColumns; j++)
            {
                var source = b + ((long)(panel + j) * ldb);
                for (var i = 0; i < k; i++)
                {
                    target[((long)i * PanelColumns) + j] = source[i];
                }
            }
        }
    }

    private static void PackPanel(float* b, int ldb, float* packed, int k)
    {
        for (var i = 0; i < k; i++)
        {
            Vector512.Store(Vector512.Load(b + ((long)i * ldb)), packed + (i * PanelColumns));
            Vector512.Store(Vector512.Load(b + ((long)i * ldb) + 16), packed + (i * PanelColumns) + 16);
        }
    }

    private static void PackTiles(float* a, int lda, float* tiles, int m, int k)
    {
        for (var row = 0; row < m; row += TileRows)
        {
            var target = tiles + ((long)row * k);
            for (var i = 0; i < k; i++)
            {
                Vector256.Store(Vector256.Load(a + ((long)i * lda) + row), target + (i * TileRows));
            }
        }
    }

    // a(i, p) = a[i * rowStride + p * depthStride].
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(
        float* a, nint rowStride, nint depthStride, float* b, float* c, nint ldc, int k, bool accumulate)
    {
        Vector512<float> c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51, c60, c61, c70, c71;
        c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector512<float>.Zero;
        c40 = c41 = c50 = c51 = c60 = c61 = c70 = c71 = Vector512<float>.Zero;
        var a3 = a + (3 * rowStride);
        var a6 = a + (6 * rowStride);
        for (var p = 0; p < k; p++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[rowStride]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[2 * rowStride]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(*a3);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(a3[rowStride]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a3[2 * rowStride]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(*a6);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a6[rowStride]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a += depthStride;
            a3 += depthStride;
            a6 += depthStride;
            b += PanelColumns;
        }
        Row(c, c00, c01, accumulate);
        Row(c + ldc, c10, c11, accumulate);
        Row(c + (2 * ldc), c20, c21, accumulate);
        Row(c + (3 * ldc), c30, c31, accumulate);
        Row(c + (4 * ldc), c40, c41, accumulate);
        Row(c + (5 * ldc), c50, c51, accumulate);
        Row(c + (6 * ldc), c60, c61, accumulate);
        Row(c + (7 * ldc), c70, c71, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* c, Vector512<float> left, Vector512<float> right, bool accumulate)
    {
        if (accumulate)
        {
            left += Vector512.Load(c);
            right += Vector512.Load(c + 16);
        }
        Vector512.Store(left, c);
        Vector512.Store(right, c + 16);
    }
}

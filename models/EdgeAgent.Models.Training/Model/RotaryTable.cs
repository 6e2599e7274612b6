using System.Runtime.Intrinsics;
using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>Rotation of neighbouring pairs (2i, 2i+1) by position, as llama.cpp does for the architecture <c>llama</c>.</summary>
internal sealed unsafe class RotaryTable : IDisposable
{
    private static readonly Vector512<int> s_swapNeighbours =
        Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);

    private readonly FloatBuffer _cosine;
    private readonly FloatBuffer _signedSine;

    /// <summary>Computes rotations for positions below <paramref name="positions"/>.</summary>
    public RotaryTable(int positions)
    {
        _cosine = new FloatBuffer((long)positions * ModelShape.HeadWidth);
        _signedSine = new FloatBuffer((long)positions * ModelShape.HeadWidth);
        for (var position = 0; position < positions; position++)
        {
            for (var i = 0; i < ModelShape.HeadWidth; i++)
            {
                var angle = position * Math.Pow(ModelShape.RopeBase, -(i / 2 * 2) / (double)ModelShape.HeadWidth);
                var at = (position * ModelShape.HeadWidth) + i;
                _cosine.Span[at] = (float)Math.Cos(angle);
                _signedSine.Span[at] = (float)(i % 2 == 0 ? -Math.Sin(angle) : Math.Sin(angle));
            }
        }
    }

    /// <summary>Rotates the heads of one row in place; backward turns the other way.</summary>
    public void Rotate(float* row, int heads, int position, bool backward)
    {
        var sign = Vector512.Create(backward ? -1f : 1f);
        for (var half = 0; half < ModelShape.HeadWidth; half += 16)
        {
            var cosine = Vector512.Load(_cosine.Pointer + ((long)position * ModelShape.HeadWidth) + half);
            var sine = sign * Vector512.Load(_signedSine.Pointer + ((long)position * ModelShape.HeadWidth) + half);
            for (var head = 0; head < heads; head++)
            {
                var at = row + (head * ModelShape.HeadWidth) + half;
                var x = Vector512.Load(at);
                Vector512.Store((x * cosine) + (Vector512.Shuffle(x, s_swapNeighbours) * sine), at);
            }
        }
    }

    public void Dispose()
    {
        _cosine.Dispose();
        _signedSine.Dispose();
    }
}

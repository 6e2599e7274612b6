using System.Runtime.Intrinsics;
using EdgeAgent.Models.Training.Model;

namespace EdgeAgent.Models.Training.Compute;

/// <summary>Norm, gated activation and softmax, forward and backward. Row lengths are multiples of 16.</summary>
internal static unsafe class RowOps
{
    /// <summary>y = x / rms(x) · gain for each row.</summary>
    public static void Norm(float* x, float* gain, float* y, int rows, int width)
    {
        for (var row = 0; row < rows; row++, x += width, y += width)
        {
            var scale = Vector512.Create(InverseRms(x, width));
            for (var i = 0; i < width; i += 16)
            {
                Vector512.Store(Vector512.Load(x + i) * scale * Vector512.Load(gain + i), y + i);
            }
        }
    }

    /// <summary>dx += gradient of <see cref="Norm"/>; dgain += ….</summary>
    public static void NormBackward(float* x, float* gain, float* dy, float* dx, float* dgain, int rows, int width)
    {
        for (var row = 0; row < rows; row++, x += width, dy += width, dx += width)
        {
            var inverse = InverseRms(x, width);
            var scale = Vector512.Create(inverse);
            var dot = Vector512<float>.Zero;
            for (var i = 0; i < width; i += 16)
            {
                var hat = Vector512.Load(x + i) * scale;
                var gradient = Vector512.Load(dy + i);
                Vector512.Store(Vector512.Load(dgain + i) + (gradient * hat), dgain + i);
                dot += gradient * Vector512.Load(gain + i) * hat;
            }
            var mean = Vector512.Create(Vector512.Sum(dot) / width);
            for (var i = 0; i < width; i += 16)
            {
                var hat = Vector512.Load(x + i) * scale;
                var inner = (Vector512.Load(dy + i) * Vector512.Load(gain + i)) - (hat * mean);
                Vector512.Store(Vector512.Load(dx + i) + (inner * scale), dx + i);
            }
        }
    }

    /// <summary>h = silu(gate) · up; each row of <paramref name="gateUp"/> holds both, width floats each.</summary>
    public static void Gate(float* gateUp, float* h, int rows, int width)
    {
        for (var row = 0; row < rows; row++, gateUp += 2 * width, h += width)
        {
            for (var i = 0; i < width; i += 16)
            {
                var gate = Vector512.Load(gateUp + i);
                Vector512.Store(gate * Sigmoid(gate) * Vector512.Load(gateUp + width + i), h + i);
            }
        }
    }

    /// <summary>Gradient of <see cref="Gate"/>, written over <paramref name="gateUp"/>.</summary>
    public static void GateBackward(float* gateUp, float* dh, int rows, int width)
    {
        for (var row = 0; row < rows; row++, gateUp += 2 * width, dh += width)
        {
            for (var i = 0; i < width; i += 16)
            {
                var gate = Vector512.Load(gateUp + i);
                var up = Vector512.Load(gateUp + width + i);
                var gradient = Vector512.Load(dh + i);
                var sigmoid = Sigmoid(gate);
                var silu = gate * sigmoid;
                Vector512.Store(gradient * up * (sigmoid + (silu * (Vector512<float>.One - sigmoid))), gateUp + i);
                Vector512.Store(gradient * silu, gateUp + width + i);
            }
        }
    }

    /// <summary>One softmax in place over two stretches of scores; what is not valid becomes 0.</summary>
    /// <param name="first">Shared part: <paramref name="firstCount"/> valid of <paramref name="firstWidth"/>.</param>
    /// <param name="second">Own part: <paramref name="secondCount"/> valid of <paramref name="secondWidth"/>.</param>
    /// <param name="scale">Applied to the scores first.</param>
    /// <param name="firstCount">Valid scores of the shared part.</param>
    /// <param name="firstWidth">Floats of the shared part, a multiple of 16.</param>
    /// <param name="secondCount">Valid scores of the own part.</param>
    /// <param name="secondWidth">Floats of the own part, a multiple of 16.</param>
    public static void Softmax(
        float* first, int firstCount, int firstWidth, float* second, int secondCount, int secondWidth, float scale)
    {
        var max = Math.Max(MaskAndMax(first, firstCount, firstWidth), MaskAndMax(second, secondCount, secondWidth));
        var sum = Exponentials(first, firstWidth, scale, max) + Exponentials(second, secondWidth, scale, max);
        Scale(first, firstWidth, 1 / sum);
        Scale(second, secondWidth, 1 / sum);
    }

    /// <summary>x *= factor.</summary>
    public static void Scale(float* x, int count, float factor)
    {
        var by = Vector512.Create(factor);
        for (var i = 0; i < count; i += 16)
        {
            Vector512.Store(Vector512.Load(x + i) * by, x + i);
        }
    }

    /// <summary>Σ a·b.</summary>
    public static float Dot(float* a, float* b, int count)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < count; i += 16)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(a + i), Vector512.Load(b + i), sum);
        }
        return Vector512.Sum(sum);
    }

    /// <summary>Exponential of (x − max) · scale in place; returns the sum.</summary>
    public static float Exponentials(float* x, int count, float scale, float max)
    {
        var (by, top) = (Vector512.Create(scale), Vector512.Create(max));
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < count; i += 16)
        {
            var value = Vector512.Exp((Vector512.Load(x + i) - top) * by);
            Vector512.Store(value, x + i);
            sum += value;
        }
        return Vector512.Sum(sum);
    }

    private static float MaskAndMax(float* x, int count, int width)
    {
        new Span<float>(x + count, width - count).Fill(float.NegativeInfinity);
        return VectorOps.Max(x, width);
    }

    private static float InverseRms(float* x, int width) =>
        1 / MathF.Sqrt((Dot(x, x, width) / width) + ModelShape.NormEpsilon);

    private static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-x));
}

using System.Runtime.Intrinsics;

namespace EdgeAgent.Models.Training.Compute;

/// <summary>Simple operations over long stretches of float32; counts are multiples of 16.</summary>
internal static unsafe class VectorOps
{
    /// <summary>Largest value.</summary>
    public static float Max(float* x, int count)
    {
        var max = Vector512.Create(float.NegativeInfinity);
        for (var i = 0; i < count; i += 16)
        {
            max = Vector512.Max(max, Vector512.Load(x + i));
        }
        var half = Vector256.Max(max.GetLower(), max.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        return Math.Max(Math.Max(quarter[0], quarter[1]), Math.Max(quarter[2], quarter[3]));
    }

    /// <summary>x += y.</summary>
    public static void Add(float* x, float* y, int count)
    {
        for (var i = 0; i < count; i += 16)
        {
            Vector512.Store(Vector512.Load(x + i) + Vector512.Load(y + i), x + i);
        }
    }

    /// <summary>x = keep · x + take · y.</summary>
    public static void Blend(float* x, float keep, float* y, float take, int count)
    {
        var (k, t) = (Vector512.Create(keep), Vector512.Create(take));
        for (var i = 0; i < count; i += 16)
        {
            Vector512.Store((k * Vector512.Load(x + i)) + (t * Vector512.Load(y + i)), x + i);
        }
    }

    /// <summary>gradient = weights · (gradient − dot) · scale: the softmax's derivative.</summary>
    public static void SoftmaxGradient(float* weights, float* gradient, float dot, float scale, int count)
    {
        var (d, s) = (Vector512.Create(dot), Vector512.Create(scale));
        for (var i = 0; i < count; i += 16)
        {
            Vector512.Store(Vector512.Load(weights + i) * (Vector512.Load(gradient + i) - d) * s, gradient + i);
        }
    }

    /// <summary>One step of AdamW's moments and weights (Kingma and Ba, 2015).</summary>
    public static void Adam(
        float* weights, float* gradient, float* first, float* second, int count, AdamStep step)
    {
        var (b1, r1) = (Vector512.Create(step.Beta1), Vector512.Create(1 - step.Beta1));
        var (b2, r2) = (Vector512.Create(step.Beta2), Vector512.Create(1 - step.Beta2));
        var (rate, clip) = (Vector512.Create(step.Rate * step.Correct1), Vector512.Create(step.Clip));
        var (correct2, epsilon) = (Vector512.Create(step.Correct2), Vector512.Create(1e-8f));
        for (var i = 0; i < count; i += 16)
        {
            var g = Vector512.Load(gradient + i) * clip;
            var m = (b1 * Vector512.Load(first + i)) + (r1 * g);
            var v = (b2 * Vector512.Load(second + i)) + (r2 * g * g);
            Vector512.Store(m, first + i);
            Vector512.Store(v, second + i);
            var update = rate * m / (Vector512.Sqrt(v * correct2) + epsilon);
            Vector512.Store(Vector512.Load(weights + i) - update, weights + i);
        }
    }
}

namespace EdgeAgent.Models.Training.Model;

/// <summary>Sizes of a Llama model with a tied head and as many key heads as query heads.</summary>
/// <param name="Vocabulary">Tokens, a multiple of 32.</param>
/// <param name="Width">Floats of the residual stream, a multiple of 32.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Attention heads; width / heads is 32.</param>
/// <param name="FeedForward">Inner width of the gated feed-forward part, a multiple of 32.</param>
/// <param name="Context">Tokens that the file promises.</param>
internal sealed record ModelShape(int Vocabulary, int Width, int Layers, int Heads, int FeedForward, int Context)
{
    /// <summary>Floats of one attention head; the attention kernels are written for it.</summary>
    public const int HeadWidth = 32;

    /// <summary>Base of the rotary frequencies.</summary>
    public const float RopeBase = 10_000;

    /// <summary>Added to the mean square before the root.</summary>
    public const float NormEpsilon = 1e-5f;

    /// <summary>Throws where the kernels' conditions do not hold.</summary>
    /// <exception cref="InvalidOperationException">A size is not a multiple of what the kernels need.</exception>
    public void Check()
    {
        if (Vocabulary % 32 != 0 || Width != Heads * HeadWidth || FeedForward % 32 != 0 || Layers < 1)
        {
            throw new InvalidOperationException($"{this}: sizes are multiples of 32 and a head has {HeadWidth} floats.");
        }
    }
}

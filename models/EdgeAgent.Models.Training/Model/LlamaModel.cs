using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>The weights of one model and their packed copies, shared by all lanes of a step.</summary>
internal sealed unsafe class LlamaModel : IDisposable
{
    public LlamaModel(ModelShape shape)
    {
        Layout = new WeightLayout(shape);
        Weights = new FloatBuffer(Layout.Length);
        Layers = Enumerable.Range(0, shape.Layers).Select(_ => new PackedLayer(shape)).ToArray();
        Head = new PackedMatrix(shape.Vocabulary, shape.Width);
        Rotary = new RotaryTable(shape.Context);
    }

    /// <summary>Places of the tensors.</summary>
    public WeightLayout Layout { get; }

    /// <summary>The sizes.</summary>
    public ModelShape Shape => Layout.Shape;

    /// <summary>All weights; call <see cref="Pack"/> after a change.</summary>
    public FloatBuffer Weights { get; }

    /// <summary>Packed blocks.</summary>
    public PackedLayer[] Layers { get; }

    /// <summary>The token table as head.</summary>
    public PackedMatrix Head { get; }

    /// <summary>Rotations by position.</summary>
    public RotaryTable Rotary { get; }

    /// <summary>Draws start values: normal, 0.02; what writes to the residual stream is smaller by √(2·layers).</summary>
    public void Initialize(ulong seed)
    {
        var random = new SeededRandom(seed, "weights");
        foreach (var tensor in Layout.Tensors)
        {
            var span = Weights.Span.Slice(checked((int)tensor.Offset), tensor.Length);
            var residual = tensor.Name.Contains("output.weight", StringComparison.Ordinal)
                || tensor.Name.Contains("down", StringComparison.Ordinal);
            var deviation = residual ? 0.02f / MathF.Sqrt(2 * Shape.Layers) : 0.02f;
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = tensor.Role == TensorRole.Gain ? 1 : deviation * random.NextNormal();
            }
        }
        Pack();
    }

    /// <summary>Packs all matrices again.</summary>
    public void Pack()
    {
        var weights = Weights.Pointer;
        Head.Pack(weights + Layout.Embedding.Offset);
        for (var i = 0; i < Layers.Length; i++)
        {
            Layers[i].Pack(weights, Layout.Layers[i]);
        }
    }

    public void Dispose()
    {
        Weights.Dispose();
        Head.Dispose();
        Rotary.Dispose();
        foreach (var layer in Layers)
        {
            layer.Dispose();
        }
    }
}

namespace EdgeAgent.Models.Training.Model;

/// <summary>Where each tensor lies in a flat block; gradients and optimizer state use the same places.</summary>
/// <remarks>Query, key and value, and gate and up, are neighbours: each group is one matrix to the kernels.</remarks>
internal sealed class WeightLayout
{
    private readonly List<Tensor> _tensors = [];

    public WeightLayout(ModelShape shape)
    {
        shape.Check();
        Shape = shape;
        Embedding = Add("token_embd.weight", shape.Vocabulary, shape.Width, TensorRole.Embedding);
        Layers = Enumerable.Range(0, shape.Layers).Select(AddLayer).ToArray();
        OutputNorm = Add("output_norm.weight", 1, shape.Width, TensorRole.Gain);
    }

    /// <summary>The sizes.</summary>
    public ModelShape Shape { get; }

    /// <summary>All tensors in file order.</summary>
    public IReadOnlyList<Tensor> Tensors => _tensors;

    /// <summary>Token table, vocabulary × width.</summary>
    public Tensor Embedding { get; }

    /// <summary>The blocks.</summary>
    public LayerTensors[] Layers { get; }

    /// <summary>Gain before the head.</summary>
    public Tensor OutputNorm { get; }

    /// <summary>Floats of the block.</summary>
    public long Length { get; private set; }

    private LayerTensors AddLayer(int i)
    {
        var (d, f) = (Shape.Width, Shape.FeedForward);
        return new LayerTensors(
            Add($"blk.{i}.attn_norm.weight", 1, d, TensorRole.Gain),
            Add($"blk.{i}.attn_q.weight", d, d, TensorRole.Matrix),
            Add($"blk.{i}.attn_k.weight", d, d, TensorRole.Matrix),
            Add($"blk.{i}.attn_v.weight", d, d, TensorRole.Matrix),
            Add($"blk.{i}.attn_output.weight", d, d, TensorRole.Matrix),
            Add($"blk.{i}.ffn_norm.weight", 1, d, TensorRole.Gain),
            Add($"blk.{i}.ffn_gate.weight", f, d, TensorRole.Matrix),
            Add($"blk.{i}.ffn_up.weight", f, d, TensorRole.Matrix),
            Add($"blk.{i}.ffn_down.weight", d, f, TensorRole.Matrix));
    }

    private Tensor Add(string name, int rows, int columns, TensorRole role)
    {
        var tensor = new Tensor(name, Length, rows, columns, role);
        _tensors.Add(tensor);
        Length += tensor.Length;
        return tensor;
    }
}

namespace EdgeAgent.Models.Training.Model;

/// <summary>The matrices of one block, packed.</summary>
internal sealed unsafe class PackedLayer(ModelShape shape) : IDisposable
{
    /// <summary>Query, key and value as one matrix.</summary>
    public PackedMatrix QueryKeyValue { get; } = new(3 * shape.Width, shape.Width);

    /// <summary>Attention output.</summary>
    public PackedMatrix Output { get; } = new(shape.Width, shape.Width);

    /// <summary>Gate and up as one matrix.</summary>
    public PackedMatrix GateUp { get; } = new(2 * shape.FeedForward, shape.Width);

    /// <summary>Back to the residual stream.</summary>
    public PackedMatrix Down { get; } = new(shape.Width, shape.FeedForward);

    /// <summary>Takes the values from the flat block.</summary>
    public void Pack(float* weights, LayerTensors tensors)
    {
        QueryKeyValue.Pack(weights + tensors.Query.Offset);
        Output.Pack(weights + tensors.AttentionOutput.Offset);
        GateUp.Pack(weights + tensors.Gate.Offset);
        Down.Pack(weights + tensors.Down.Offset);
    }

    public void Dispose()
    {
        QueryKeyValue.Dispose();
        Output.Dispose();
        GateUp.Dispose();
        Down.Dispose();
    }
}

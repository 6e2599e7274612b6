namespace EdgeAgent.Models.Training.Model;

/// <summary>The tensors of one block.</summary>
internal sealed record LayerTensors(
    Tensor AttentionNorm,
    Tensor Query,
    Tensor Key,
    Tensor Value,
    Tensor AttentionOutput,
    Tensor FeedForwardNorm,
    Tensor Gate,
    Tensor Up,
    Tensor Down);

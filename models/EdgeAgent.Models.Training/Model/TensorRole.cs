namespace EdgeAgent.Models.Training.Model;

/// <summary>What a tensor is for.</summary>
internal enum TensorRole
{
    /// <summary>Token table, also the head.</summary>
    Embedding,

    /// <summary>Gain of a norm.</summary>
    Gain,

    /// <summary>Matrix of a block.</summary>
    Matrix,
}

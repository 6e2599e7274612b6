namespace EdgeAgent.Models.Training.Optimize;

/// <summary>Settings of the optimizer.</summary>
internal sealed record OptimizerOptions
{
    /// <summary>Peak learning rate of matrices: root mean square of an update is 0.2 times this.</summary>
    public float MatrixRate { get; init; } = 4e-3f;

    /// <summary>Peak learning rate of the token table and the gains.</summary>
    public float TableRate { get; init; } = 3e-3f;

    /// <summary>Share of a weight that decays, times the learning rate.</summary>
    public float Decay { get; init; } = 0.05f;

    /// <summary>Momentum of the matrices.</summary>
    public float Momentum { get; init; } = 0.95f;

    /// <summary>Average of the weights that is evaluated and shipped: its share of the past at each step.</summary>
    public float AverageShare { get; init; } = 0.998f;

    /// <summary>Largest norm of the gradient; longer ones are shortened.</summary>
    public float ClipNorm { get; init; } = 1;
}

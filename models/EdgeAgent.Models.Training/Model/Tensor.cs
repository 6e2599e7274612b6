namespace EdgeAgent.Models.Training.Model;

/// <summary>One tensor inside the flat block of all weights; row by row as a file holds it (rows are outputs).</summary>
/// <param name="Name">Its name in a GGUF file.</param>
/// <param name="Offset">First float in the block.</param>
/// <param name="Rows">Outputs; 1 for the gain of a norm.</param>
/// <param name="Columns">Inputs.</param>
/// <param name="Role">Decides the optimizer.</param>
internal sealed record Tensor(string Name, long Offset, int Rows, int Columns, TensorRole Role)
{
    /// <summary>Number of floats.</summary>
    public int Length => Rows * Columns;
}

using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>The head over the rows that count in the loss: cross entropy and its gradient, a chunk of rows at a time.</summary>
internal sealed unsafe class HeadPass(LlamaModel model, PackedSequence sequence, Workspace work)
{
    private readonly int _width = model.Shape.Width;
    private readonly int _vocabulary = model.Shape.Vocabulary;

    /// <summary>Adds loss and head gradient to the lane; leaves the gradient of the normed rows in the residual buffer.</summary>
    public void LossAndGradient(LaneGradient lane)
    {
        new Span<float>(work.Residual.Pointer, Workspace.RoundUp(sequence.Tokens.Count, 8) * _width).Clear();
        var rows = new List<int>(Workspace.HeadRows);
        for (var row = 0; row < sequence.Tokens.Count; row++)
        {
            if (sequence.Weights[row] > 0)
            {
                rows.Add(row);
            }
            if (rows.Count == Workspace.HeadRows || (row + 1 == sequence.Tokens.Count && rows.Count > 0))
            {
                Chunk(rows, lane);
                rows.Clear();
            }
        }
    }

    private void Chunk(List<int> rows, LaneGradient lane)
    {
        var padded = Workspace.RoundUp(rows.Count, Gemm.TileRows);
        var input = work.HeadInput.Pointer;
        var logits = work.Logits.Pointer;
        var bytes = _width * sizeof(float);
        for (var i = 0; i < rows.Count; i++)
        {
            Buffer.MemoryCopy(work.FinalNormed.Pointer + ((long)rows[i] * _width), input + ((long)i * _width), bytes, bytes);
        }
        model.Head.Forward(input, logits, padded);
        for (var i = 0; i < rows.Count; i++)
        {
            Loss(logits + ((long)i * _vocabulary), rows[i], lane);
        }
        new Span<float>(logits + ((long)rows.Count * _vocabulary), (padded - rows.Count) * _vocabulary).Clear();
        Gemm.AddTransposedProduct(logits, _vocabulary, input, _width,
            lane.Gradient.Pointer + model.Layout.Embedding.Offset, _width, _vocabulary, _width, rows.Count,
            work.Transposed.Pointer);
        model.Head.Backward(logits, work.HeadGradient.Pointer, padded);
        for (var i = 0; i < rows.Count; i++)
        {
            Buffer.MemoryCopy(work.HeadGradient.Pointer + ((long)i * _width),
                work.Residual.Pointer + ((long)rows[i] * _width), bytes, bytes);
        }
    }

    private void Loss(float* logits, int row, LaneGradient lane)
    {
        var weight = sequence.Weights[row];
        var target = sequence.Tokens[row + 1];
        var max = VectorOps.Max(logits, _vocabulary);
        var targetLogit = logits[target] - max;
        var sum = RowOps.Exponentials(logits, _vocabulary, 1, max);
        var loss = Math.Log(sum) - targetLogit;
        RowOps.Scale(logits, _vocabulary, weight / sum);
        logits[target] -= weight;
        lane.Loss += weight * loss;
        lane.Weight += weight;
        if (weight >= 1)
        {
            lane.AnswerLoss += loss;
            lane.AnswerTokens++;
        }
    }
}

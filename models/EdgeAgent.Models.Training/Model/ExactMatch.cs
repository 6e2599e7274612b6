using EdgeAgent.Models.Training.Compute;

namespace EdgeAgent.Models.Training.Model;

/// <summary>
/// Counts turns whose whole answer the model would give greedily: where each next token of the answer is the likeliest
/// one, greedy generation gives exactly the answer, so one forward pass decides for all turns of a sequence.
/// </summary>
internal sealed unsafe class ExactMatch(LlamaModel model, Workspace work)
{
    /// <summary>For each turn, whether its answer is exact.</summary>
    public IReadOnlyList<bool> Check(PackedSequence sequence)
    {
        new SequencePass(model, sequence, work).Forward();
        return sequence.Turns.Select(turn => Check(sequence, turn)).ToList();
    }

    /// <summary>The likeliest token behind a row of the sequence that was computed last.</summary>
    public int LikeliestAfter(int row)
    {
        var bytes = model.Shape.Width * sizeof(float);
        Buffer.MemoryCopy(
            work.FinalNormed.Pointer + ((long)row * model.Shape.Width), work.HeadInput.Pointer, bytes, bytes);
        model.Head.Forward(work.HeadInput.Pointer, work.Logits.Pointer, Gemm.TileRows);
        return IndexOfMax(new ReadOnlySpan<float>(work.Logits.Pointer, model.Shape.Vocabulary));
    }

    private bool Check(PackedSequence sequence, PackedSequence.Turn turn)
    {
        var rows = Enumerable.Range(turn.Start, turn.Length).Where(row => sequence.Weights[row] >= 1).ToArray();
        var width = model.Shape.Width;
        var bytes = width * sizeof(float);
        for (var i = 0; i < rows.Length; i++)
        {
            Buffer.MemoryCopy(work.FinalNormed.Pointer + ((long)rows[i] * width),
                work.HeadInput.Pointer + ((long)i * width), bytes, bytes);
        }
        model.Head.Forward(work.HeadInput.Pointer, work.Logits.Pointer, Workspace.RoundUp(rows.Length, Gemm.TileRows));
        for (var i = 0; i < rows.Length; i++)
        {
            var logits = new ReadOnlySpan<float>(
                work.Logits.Pointer + ((long)i * model.Shape.Vocabulary), model.Shape.Vocabulary);
            if (IndexOfMax(logits) != sequence.Tokens[rows[i] + 1])
            {
                return false;
            }
        }
        return true;
    }

    private static int IndexOfMax(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}

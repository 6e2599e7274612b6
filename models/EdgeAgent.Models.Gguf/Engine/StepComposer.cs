namespace EdgeAgent.Models.Gguf.Engine;

/// <summary>
/// Puts a step together: the next token of each answer first, then parts of prompts, as many as do not hold up answers.
/// </summary>
/// <param name="batch">Filled.</param>
/// <param name="mostOutputs">Most tokens of a step behind which logits are wanted; at least one a work.</param>
/// <param name="pace">Says what a prompt may take.</param>
internal sealed class StepComposer(BatchBuffer batch, int mostOutputs, EnginePace pace)
{
    private readonly List<StepPart> _parts = [];
    private readonly List<SequenceWork> _prompts = [];
    private int _outputsLeft;

    /// <summary>What the step computes.</summary>
    public IReadOnlyList<StepPart> Parts => _parts;

    /// <summary>Works that get the next token of their answer.</summary>
    public int Answers { get; private set; }

    /// <summary>Tokens that are no next token of an answer.</summary>
    public int PromptTokens => batch.Count - Answers;

    /// <param name="works">All that run, at most as many as the batch has places.</param>
    public void Compose(IReadOnlyList<SequenceWork> works)
    {
        batch.Clear();
        _parts.Clear();
        _prompts.Clear();
        Answers = 0;
        _outputsLeft = mostOutputs - works.Count;
        foreach (var work in works)
        {
            if (Ahead(work) == 1)
            {
                Add(work, 1);
                Answers++;
            }
            else
            {
                _prompts.Add(work);
            }
        }
        AddPrompts();
    }

    private void AddPrompts()
    {
        var room = batch.Capacity - batch.Count;
        if (Answers > 0)
        {
            room = Math.Min(room, pace.PromptTokensBesideAnswers());
        }
        // Equal shares; what a short prompt leaves goes to the longer ones.
        _prompts.Sort(static (one, other) => Ahead(one).CompareTo(Ahead(other)));
        for (var i = 0; i < _prompts.Count && room > 0; i++)
        {
            var share = Math.Max(1, room / (_prompts.Count - i));
            room -= Add(_prompts[i], Math.Min(share, Ahead(_prompts[i])));
        }
    }

    private static int Ahead(SequenceWork work) => work.Tokens.Length - work.Sequence!.Count;

    /// <returns>How many were added; fewer where the step has no place for more logits.</returns>
    private int Add(SequenceWork work, int most)
    {
        var sequence = work.Sequence!;
        var (start, batchStart) = (sequence.Count, batch.Count);
        var tokens = work.Tokens;
        var outputs = 0;
        var count = 0;
        for (; count < most; count++)
        {
            var wanted = work.WantsLogits(start + count);
            if (wanted && outputs > _outputsLeft)
            {
                break; // each work has one place of its own, and the rest is shared
            }
            outputs += wanted ? 1 : 0;
            batch.Add(tokens[start + count], start + count, sequence.Id, wanted);
        }
        _outputsLeft -= Math.Max(0, outputs - 1);
        _parts.Add(new StepPart(work, start, count, batchStart));
        return count;
    }
}

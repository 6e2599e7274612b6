namespace EdgeAgent.Models.Training.Model;

/// <summary>
/// One home's system prompt and several turns behind it; each turn sees the system prompt and itself, and its positions
/// start where the system prompt ends: to each turn this equals a conversation of its own.
/// </summary>
internal sealed class PackedSequence
{
    private readonly List<int> _tokens = [];
    private readonly List<int> _positions = [];
    private readonly List<float> _weights = [];
    private readonly List<Turn> _turns = [];

    /// <summary>Starts with the tokens of the system prompt, possibly none.</summary>
    public PackedSequence(ReadOnlySpan<int> system)
    {
        SystemLength = system.Length;
        foreach (var token in system)
        {
            _positions.Add(_tokens.Count);
            _tokens.Add(token);
            _weights.Add(0);
        }
    }

    /// <summary>Tokens of the system prompt.</summary>
    public int SystemLength { get; }

    /// <summary>All tokens.</summary>
    public IReadOnlyList<int> Tokens => _tokens;

    /// <summary>Position of each token for the rotation.</summary>
    public IReadOnlyList<int> Positions => _positions;

    /// <summary>Weight in the loss of predicting the next token; 0 at the end of each turn.</summary>
    public IReadOnlyList<float> Weights => _weights;

    /// <summary>The turns in order.</summary>
    public IReadOnlyList<Turn> Turns => _turns;

    /// <summary>Tokens of the longest turn.</summary>
    public int LongestTurn => _turns.Count == 0 ? 0 : _turns.Max(turn => turn.Length);

    /// <summary>Adds a turn.</summary>
    /// <param name="question">Tokens of the user's message with all marks, up to where the answer starts.</param>
    /// <param name="answer">Tokens of the answer with its end mark.</param>
    /// <param name="questionWeight">Loss weight of the question's own tokens, 0 to 1.</param>
    public void AddTurn(ReadOnlySpan<int> question, ReadOnlySpan<int> answer, float questionWeight)
    {
        var length = question.Length + answer.Length;
        _turns.Add(new Turn(_tokens.Count, length));
        for (var i = 0; i < length; i++)
        {
            _positions.Add(SystemLength + i);
            _tokens.Add(i < question.Length ? question[i] : answer[i - question.Length]);
            _weights.Add(i + 1 == length ? 0 : i + 1 < question.Length ? questionWeight : 1);
        }
    }

    /// <summary>A stretch of tokens.</summary>
    internal sealed record Turn(int Start, int Length);
}

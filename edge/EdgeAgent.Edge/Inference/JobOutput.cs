using EdgeAgent.Models.Language;

namespace EdgeAgent.Edge.Inference;

/// <summary>What a job has read and generated so far.</summary>
internal sealed class JobOutput
{
    private readonly List<int> _generated = [];

    /// <summary>Generated tokens in order, cut ones too.</summary>
    public IReadOnlyList<int> Generated => _generated;

    /// <summary>Tokens of the prompt, resumed ones not counted.</summary>
    public int PromptTokens { get; private set; }

    /// <summary>How the runtime ended; null: it did not.</summary>
    public FinishReason? Finish { get; private set; }

    /// <summary>Adds a piece.</summary>
    public void Add(GeneratedPiece piece)
    {
        _generated.AddRange(piece.Tokens);
        _generated.AddRange(piece.CutTokens);
        PromptTokens = piece.PromptTokens;
        Finish = piece.Finish;
    }
}

using EdgeAgent.Models.Language;

namespace EdgeAgent.Models.Schemas;

/// <summary>What became of a JSON Schema.</summary>
public abstract record GrammarConversion
{
    private GrammarConversion()
    {
    }

    /// <summary>Everything that the grammar accepts is JSON that validates.</summary>
    /// <param name="Grammar">The grammar.</param>
    public sealed record Converted(OutputGrammar Grammar) : GrammarConversion;

    /// <summary>The schema says something that a grammar cannot, or is no schema.</summary>
    /// <param name="Faults">One sentence for each, with the keyword and where it stands.</param>
    public sealed record Refused(IReadOnlyList<string> Faults) : GrammarConversion;
}

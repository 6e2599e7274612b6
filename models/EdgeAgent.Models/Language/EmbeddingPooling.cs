namespace EdgeAgent.Models.Language;

/// <summary>How the vectors of a text's tokens become one.</summary>
public enum EmbeddingPooling
{
    /// <summary>Their mean; also where a model does not say.</summary>
    Mean = 1,

    /// <summary>That of the first token.</summary>
    First = 2,

    /// <summary>That of the last token.</summary>
    Last = 3,

    /// <summary>A judgement by the model's own head: it ranks and does not embed.</summary>
    Rank = 4,
}

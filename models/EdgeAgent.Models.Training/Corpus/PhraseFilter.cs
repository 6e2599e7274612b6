namespace EdgeAgent.Models.Training.Corpus;

/// <summary>Which phrasings a split may use.</summary>
internal enum PhraseFilter
{
    /// <summary>Those of training.</summary>
    Seen,

    /// <summary>Only those that training never sees.</summary>
    HeldOut,

    /// <summary>Only whole lines that training never sees: their words may stand in no phrasing of training.</summary>
    HeldOutLines,
}

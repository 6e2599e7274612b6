namespace EdgeAgent.Models.Training.Corpus;

/// <summary>What may be said around a phrase.</summary>
internal enum PhraseStyle
{
    /// <summary>A command: please, could you.</summary>
    Command,

    /// <summary>A question: hey, right now.</summary>
    Question,

    /// <summary>A larger sentence; seldom anything around it.</summary>
    Frame,

    /// <summary>Neither command nor question: it is too dark.</summary>
    Statement,
}

namespace EdgeAgent.Models.Language;

/// <summary>Why an answer ended.</summary>
public enum FinishReason
{
    /// <summary>End token or stop string.</summary>
    Stop,

    /// <summary>The asked number of tokens, or the end of the context.</summary>
    Length,
}

namespace EdgeAgent.Hub.Gateway;

/// <summary>Writes one answer as it grows, straight into the response's buffer.</summary>
internal abstract class AnswerStream : IDisposable
{
    /// <summary>Writes what comes before the first text.</summary>
    public abstract void WriteOpening();

    /// <summary>Writes more of the answer.</summary>
    public abstract void WriteText(string text);

    /// <summary>Writes the end of a complete answer.</summary>
    public abstract void WriteEnd(AnswerFacts facts);

    /// <summary>Writes an error in place of the rest.</summary>
    public abstract void WriteError(ApiError error);

    /// <inheritdoc/>
    public abstract void Dispose();
}

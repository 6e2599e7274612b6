using EdgeAgent.Models.Language;

namespace EdgeAgent.Contracts.V1;

/// <summary>What a language job is to continue: exactly one of the two.</summary>
/// <param name="Messages">A conversation, oldest first.</param>
/// <param name="Prompt">Plain text.</param>
public sealed record JobInput(IReadOnlyList<ChatMessage>? Messages = null, string? Prompt = null) : IWireMessage
{
    /// <summary>Most turns of a conversation.</summary>
    public const int MaxMessages = 512;

    /// <inheritdoc/>
    public void Validate()
    {
        if ((Messages is null) == (Prompt is null))
        {
            throw new WireFormatException("A job has either messages or a prompt.");
        }
        if (Messages is not null)
        {
            WireCheck.Range(Messages.Count, "messages", 1, MaxMessages);
        }
    }
}

namespace EdgeAgent.Models.Language;

/// <summary>What a model is to continue.</summary>
public abstract record GenerationPrompt
{
    private GenerationPrompt()
    {
    }

    /// <summary>A conversation, rendered with the model's own chat template.</summary>
    /// <param name="Messages">Oldest first, at least one.</param>
    public sealed record Chat(IReadOnlyList<ChatMessage> Messages) : GenerationPrompt;

    /// <summary>Plain text, continued as it stands.</summary>
    /// <param name="Value">The text.</param>
    public sealed record Text(string Value) : GenerationPrompt;
}

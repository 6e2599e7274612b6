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

    internal void CollectFaults(ICollection<string> faults)
    {
        if (this is Chat { Messages.Count: 0 })
        {
            faults.Add("A conversation needs at least one message.");
        }
        // Runtimes take C strings: a zero character would cut the prompt without a word.
        if (this is Chat chat
            && chat.Messages.Any(static message => message.Content.Contains('\0') || message.Role.Contains('\0')))
        {
            faults.Add("A message holds a zero character.");
        }
    }
}

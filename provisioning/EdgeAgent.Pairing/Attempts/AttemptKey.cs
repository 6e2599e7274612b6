namespace EdgeAgent.Pairing.Attempts;

/// <summary>Names one counter.</summary>
public readonly record struct AttemptKey
{
    /// <summary>Longest id.</summary>
    public const int MaxIdChars = 80;

    /// <param name="scope">What is counted.</param>
    /// <param name="id">Which one: letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException">The id is empty, too long, or holds anything else.</exception>
    public AttemptKey(AttemptScope scope, string id)
    {
        if (id.Length is 0 or > MaxIdChars || !id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"Expected 1 to {MaxIdChars} letters, digits and hyphens.", nameof(id));
        }
        Scope = scope;
        Id = id;
    }

    /// <summary>What is counted.</summary>
    public AttemptScope Scope { get; }

    /// <summary>Which one.</summary>
    public string Id { get; }
}

namespace EdgeAgent.Models.Language;

/// <summary>A request that cannot be run as it stands: the caller's fault, not the runtime's.</summary>
public sealed class InvalidRequestException : InferenceException
{
    /// <summary>With one fault.</summary>
    public InvalidRequestException(string message) : base(message) => Faults = [message];

    /// <summary>With every fault that was found.</summary>
    public InvalidRequestException(IReadOnlyList<string> faults) : base(string.Join(' ', faults)) => Faults = faults;

    /// <summary>One sentence for each fault.</summary>
    public IReadOnlyList<string> Faults { get; }
}

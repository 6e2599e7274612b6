using EdgeAgent.Contracts;
using EdgeAgent.Hub.Market;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Hub.Work;

/// <summary>How a piece of work ended.</summary>
internal abstract record WorkEnd
{
    private WorkEnd()
    {
    }

    /// <summary>The answer is complete.</summary>
    /// <param name="Finish">Why it ended.</param>
    /// <param name="Claim">Digest of the last device's claim; null when that device generated nothing.</param>
    /// <param name="PromptTokens">Tokens of the prompt; null when the last device was lost before it could say.</param>
    /// <param name="AnswerTokens">Tokens generated, by all devices together.</param>
    public sealed record Done(FinishReason Finish, Bytes32? Claim, int? PromptTokens, int AnswerTokens) : WorkEnd;

    /// <summary>No device can run this request.</summary>
    /// <param name="Detail">Why, with numbers, from the device.</param>
    public sealed record Invalid(string Detail) : WorkEnd;

    /// <summary>No device could be found; nothing was done.</summary>
    /// <param name="Obstacle">Why.</param>
    public sealed record NoDevice(MarketObstacle Obstacle) : WorkEnd;

    /// <summary>Devices tried and failed.</summary>
    /// <param name="Detail">What happened last.</param>
    public sealed record Failed(string Detail) : WorkEnd;

    /// <summary>The deadline passed.</summary>
    public sealed record Expired : WorkEnd;

    /// <summary>The client went away.</summary>
    public sealed record Abandoned : WorkEnd;
}

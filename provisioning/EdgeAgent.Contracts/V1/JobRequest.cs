using System.Text;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;

namespace EdgeAgent.Contracts.V1;

/// <summary><c>dn/job</c>: do this work now.</summary>
/// <param name="Id">Names the work on this device.</param>
/// <param name="Quote">The device's own offer, so that it needs no memory of it.</param>
/// <param name="Lock">The requester's signed commitment; the device checks it against the hub of its enrolment.</param>
/// <param name="Model">The model to run; must be the one of the lock.</param>
/// <param name="Input">UTF-8 JSON of a <see cref="JobInput"/>; the lock's commitment covers exactly these bytes.</param>
/// <param name="InputSalt">Salt of the commitment.</param>
/// <param name="Sampling">How tokens are drawn; the lock's sampler hash covers it together with <paramref name="Stop"/>.</param>
/// <param name="Stop">Strings that end the answer.</param>
/// <param name="MaxTokens">Most tokens to generate, resumed ones not counted.</param>
/// <param name="TtlMs">The device gives up this long after it received the job (durations need no common clock).</param>
/// <param name="Resume">Tokens that a predecessor has already delivered.</param>
/// <param name="Lease">The standing lease that the lock draws on; null: the lock takes the quote itself.</param>
public sealed record JobRequest(
    JobId Id,
    SignedQuote Quote,
    SignedLock Lock,
    ModelDigest Model,
    byte[] Input,
    Bytes32 InputSalt,
    SamplingParameters Sampling,
    IReadOnlyList<string> Stop,
    int MaxTokens,
    int TtlMs,
    IReadOnlyList<int> Resume,
    SignedLock? Lease = null) : IWireMessage
{
    /// <inheritdoc/>
    public void Validate()
    {
        WireCheck.Range(Input.Length, "input", 2, WireLimits.JobInputBytes);
        WireCheck.Finite(Sampling.RepetitionPenalty, "sampling.repetitionPenalty");
        WireCheck.Finite(Sampling.TopP, "sampling.topP");
        WireCheck.Finite(Sampling.MinP, "sampling.minP");
        WireCheck.Finite(Sampling.Temperature, "sampling.temperature");
        WireCheck.Items(Stop, "stop", GenerationRequest.MaxStops);
        foreach (var stop in Stop)
        {
            WireCheck.Range(Encoding.UTF8.GetByteCount(stop), "stop", 1, GenerationRequest.MaxStopBytes);
        }
        WireCheck.Range(MaxTokens, "maxTokens", 1, WireLimits.JobTokens);
        WireCheck.Range(TtlMs, "ttlMs", 1, WireLimits.JobTtlMs);
        WireCheck.Tokens(Resume, "resume", WireLimits.ResumeTokens);
    }
}

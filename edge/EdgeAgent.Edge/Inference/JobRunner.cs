using System.Text;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Claims;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Models;
using EdgeAgent.Identity;
using EdgeAgent.Models;
using EdgeAgent.Models.Language;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Inference;

/// <summary>Runs one job from model to signed claim.</summary>
internal sealed partial class JobRunner(
    ModelStore models,
    ModelHost host,
    ClaimStore claims,
    ClaimChain chain,
    ClaimOutbox outbox,
    SpeedBook speeds,
    TimeProvider time,
    ILogger<JobRunner> logger)
{
    /// <summary>Runs the job; its pieces go into its stream. Every end is a result; nothing is thrown.</summary>
    /// <returns>The result, for the end of the stream. A claim that it names is stored.</returns>
    public async Task<JobResult> RunAsync(Job job)
    {
        var output = new JobOutput();
        LanguageModelInfo? model = null;
        var started = time.GetUtcNow();
        JobEnd end;
        try
        {
            CheckClaims(job);
            await models.WhenPresentAsync(job.Request.Model, job.Stopping);
            using var lease = await host.AcquireAsync(job.Request.Model, job.Stopping);
            model = lease.Model.Info;
            started = time.GetUtcNow();
            await GenerateAsync(job, lease.Model, output);
            end = new JobEnd(output.Finish == FinishReason.Length ? JobOutcome.Length : JobOutcome.Stop, null);
        }
#pragma warning disable CA1031 // the supervisor of a job: one job's fault ends one job
        catch (Exception e)
#pragma warning restore CA1031
        {
            end = EndOf(job, e);
        }
        return Close(job, output, model, started, end);
    }

    private void CheckClaims(Job job)
    {
        claims.Open(); // a device that cannot claim does not work
        if (claims.HasAgreement(Agreement.Hash(job.Request.Lock.Lock)))
        {
            throw new ClaimStoreException("The lock of this job is used up: there is a claim for it already.");
        }
    }

    private async Task GenerateAsync(Job job, ILanguageModel model, JobOutput output)
    {
        long? first = null;
        await foreach (var piece in model.GenerateAsync(job.Generation, job.Stopping))
        {
            first ??= time.GetTimestamp(); // reading the prompt is not generation
            output.Add(piece);
            await job.Stream.AppendAsync(piece.Text, piece.Tokens, job.Stopping);
        }
        if (first is { } start)
        {
            speeds.Add(job.Request.Model, output.Generated.Count - 1, time.GetElapsedTime(start));
        }
    }

    /// <summary>What an exception means for the hub.</summary>
    private JobEnd EndOf(Job job, Exception e)
    {
        switch (e)
        {
            case OperationCanceledException when job.StopOutcome is { } outcome:
                return new JobEnd(outcome, job.StopDetail);
            case PromptTooLongException or InvalidRequestException:
                return new JobEnd(JobOutcome.Invalid, e.Message);
            case ClaimStoreException:
                LogClaims(job.Id, e.Message);
                return new JobEnd(JobOutcome.Failed, e.Message);
            default:
                LogFailed(job.Id, e.Message, e);
                return new JobEnd(
                    JobOutcome.Failed,
                    e is InferenceException or ModelFormatException or IOException
                        ? e.Message
                        : "The device failed; its log says why.");
        }
    }

    private JobResult Close(Job job, JobOutput output, LanguageModelInfo? model, DateTimeOffset started, JobEnd end)
    {
        var unitsIn = output.PromptTokens + job.Request.Resume.Count;
        var unitsOut = output.Generated.Count;
        if (unitsOut == 0 || model is null)
        {
            LogDone(job.Id, end.Outcome, 0, 0);
            return new JobResult(job.Id, 0, end.Outcome, 0, 0, Detail: Cut(end.Detail));
        }
        var salt = Commitment.NewSalt();
        var finished = time.GetUtcNow();
        var draft = new ClaimDraft
        {
            Kind = end.Outcome is not (JobOutcome.Stop or JobOutcome.Length) ? ClaimKind.Partial
                : job.Generation.Prompt is GenerationPrompt.Chat ? ClaimKind.Chat : ClaimKind.Completion,
            Quote = job.Request.Quote,
            Lock = job.Request.Lock,
            Lease = job.Request.Lease,
            Model = model.Digest,
            RuntimeClass = Keccak256.Hash(Encoding.UTF8.GetBytes(model.RuntimeClass)),
            OutputCommit = Commitment.Compute(salt, Evidence.Output(output.Generated)),
            EvidenceHash = Evidence.Hash(unitsIn, output.Generated, job.Request.Lock.Lock.InputCommit),
            UnitsIn = unitsIn,
            UnitsOut = unitsOut,
            ActiveParameters = model.ActiveParameters,
            StartedAt = started,
            FinishedAt = finished > started ? finished : started, // a clock that is being set may run backwards
        };
        try
        {
            var claim = chain.Sign(draft);
            outbox.Added(claim.Seq);
            LogDone(job.Id, end.Outcome, unitsOut, claim.Seq);
            return new JobResult(
                job.Id, 0, end.Outcome, unitsIn, unitsOut, claim.Digest, salt, Cut(end.Detail));
        }
        catch (ClaimStoreException e)
        {
            LogClaims(job.Id, e.Message);
            return new JobResult(job.Id, 0, JobOutcome.Failed, unitsIn, unitsOut, Detail: Cut(e.Message));
        }
    }

    private static string? Cut(string? text) => text?.Length > WireLimits.TextChars ? text[..WireLimits.TextChars] : text;

    [LoggerMessage(EventId = EdgeEventIds.JobDone, Level = LogLevel.Information,
        Message = "Job {Job} ended: {Outcome}, {Tokens} tokens, claim {Seq}")]
    private partial void LogDone(JobId job, JobOutcome outcome, int tokens, ulong seq);

    [LoggerMessage(EventId = EdgeEventIds.JobFailed, Level = LogLevel.Error, Message = "Job {Job} failed: {Reason}")]
    private partial void LogFailed(JobId job, string reason, Exception cause);

    [LoggerMessage(EventId = EdgeEventIds.ClaimNotStored, Level = LogLevel.Error, Message = "Job {Job} has no claim: {Reason}")]
    private partial void LogClaims(JobId job, string reason);

    private sealed record JobEnd(JobOutcome Outcome, string? Detail);
}

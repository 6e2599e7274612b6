using System.Runtime.InteropServices;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Identity.Releases;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Edge.Updating;

/// <summary>
/// Proves a version that is on trial, tells the hub how things stand, and brings the next release. What the hub is told last is
/// kept on the disk and told with every question, so nothing is ever stuck.
/// </summary>
internal sealed partial class UpdateWorker(
    UpdateInstaller installer,
    UpdateRecordFile records,
    VersionSwitch versions,
    ReleaseVerifier verifier,
    HomeMembership home,
    HubTls tls,
    AgentVersion version,
    IOptions<UpdateOptions> options,
    TimeProvider time,
    ILogger<UpdateWorker> logger) : BackgroundService, ILinkObserver
{
    private readonly WakeSignal _wake = new();
    private volatile string? _host;

    /// <inheritdoc/>
    public void LinkUp(string host)
    {
        _host = host;
        _wake.Set();
    }

    /// <inheritdoc/>
    public void LinkDown() => _host = null;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var record = records.Read();
        switch (versions.Read())
        {
            case TrialState.GivenUp given:
                record = record.With(UpdateState.RolledBack, record.About, given.Reason ?? "The switch to it was cut off.");
                records.Write(record);
                versions.Close();
                LogGivenUp(given.Candidate, record.Reason!);
                break;
            case TrialState.Running trial:
                record = await ProveAsync(record, trial, stoppingToken);
                break;
            default:
                break;
        }
        while (true)
        {
            await _wake.WaitAsync(TimeSpan.FromSeconds(options.Value.CheckSeconds), time, stoppingToken);
            if (_host is { } host)
            {
                record = await LookAsync(host, record, stoppingToken);
            }
        }
    }

    /// <summary>A version has proved itself when it has held its line to the hub for a while. The guard limits the time for that.</summary>
    private async Task<UpdateRecord> ProveAsync(UpdateRecord record, TrialState.Running trial, CancellationToken cancellationToken)
    {
        var held = TimeSpan.FromSeconds(options.Value.ProofSeconds);
        do
        {
            while (_host is null)
            {
                await _wake.WaitAsync(Timeout.InfiniteTimeSpan, time, cancellationToken);
            }
            await TellAsync(record, cancellationToken);
            await Task.Delay(held, time, cancellationToken);
        }
        while (_host is null);
        // The record first: cut off between the two, the next start proves the same version once more.
        var committed = record.With(UpdateState.Committed, record.About) with { Sequence = Math.Max(record.Sequence, record.About) };
        records.Write(committed);
        versions.Commit();
        LogCommitted(trial.Candidate);
        await TellAsync(committed, cancellationToken);
        installer.Sweep(versions.Current());
        return committed;
    }

    private async Task<UpdateRecord> LookAsync(string host, UpdateRecord record, CancellationToken cancellationToken)
    {
        using var door = new UpdateDoor(host, home, tls);
        try
        {
            var envelope = await door.CheckInAsync(Word(record), cancellationToken);
            if (envelope is null || !options.Value.Enabled)
            {
                return record;
            }
            switch (verifier.Verify(envelope, record.Floor, time.GetUtcNow()))
            {
                case ReleaseOutcome.Refused refused:
                    LogRefused(refused.Reason);
                    record = record.With(UpdateState.Failed, record.About, refused.Reason);
                    records.Write(record);
                    await door.CheckInAsync(Word(record), cancellationToken);
                    return record;
                case ReleaseOutcome.Accepted accepted when !record.HasGivenUp(accepted.Manifest.Sequence):
                    return await InstallAsync(door, record, accepted, cancellationToken);
                default:
                    return record;
            }
        }
        catch (UpdateException e)
        {
            LogFailed(e.Message);
            return record;
        }
    }

    private async Task<UpdateRecord> InstallAsync(
        UpdateDoor door, UpdateRecord record, ReleaseOutcome.Accepted accepted, CancellationToken cancellationToken)
    {
        var manifest = accepted.Manifest;
        if (manifest.Version == versions.Current())
        {
            // Installed from a card or by hand: only its number was not known.
            record = record.With(UpdateState.Committed, manifest.Sequence) with
            {
                Sequence = manifest.Sequence,
                KeysSequence = accepted.KeysSequence,
            };
            records.Write(record);
            return record;
        }
        record = record.With(UpdateState.Downloading, manifest.Sequence) with { KeysSequence = accepted.KeysSequence };
        records.Write(record);
        try
        {
            await door.CheckInAsync(Word(record), cancellationToken);
            LogFetching(manifest.Version, manifest.SizeBytes);
            await installer.PrepareAsync(door, manifest, cancellationToken);
        }
        catch (Exception e) when (e is UpdateException or IOException or UnauthorizedAccessException)
        {
            LogFailed(e.Message);
            var attempts = e is UpdateException { IsFinal: true } ? UpdateRecord.MaxAttempts : record.Attempts;
            record = record.With(UpdateState.Failed, manifest.Sequence, e.Message) with { Attempts = attempts };
            records.Write(record);
            await door.CheckInAsync(Word(record), cancellationToken);
            return record;
        }
        record = record.With(UpdateState.Trial, manifest.Sequence) with { Attempts = record.Attempts + 1 };
        records.Write(record);
        await door.CheckInAsync(Word(record), cancellationToken);
        versions.Begin(manifest.Version);
        LogSwitched(manifest.Version);
        UpdateRestart.Request();
        return record;
    }

    private async Task TellAsync(UpdateRecord record, CancellationToken cancellationToken)
    {
        if (_host is not { } host)
        {
            return;
        }
        using var door = new UpdateDoor(host, home, tls);
        try
        {
            _ = await door.CheckInAsync(Word(record), cancellationToken);
        }
        catch (UpdateException e)
        {
            LogFailed(e.Message); // told again with the next question
        }
    }

    private UpdateCheckIn Word(UpdateRecord record) =>
        new(version.Text, RuntimeInformation.RuntimeIdentifier, record.State, record.About, record.Reason);

    [LoggerMessage(EventId = EdgeEventIds.UpdateFetching, Level = LogLevel.Information, Message = "Fetching version {Version}, {SizeBytes} bytes")]
    private partial void LogFetching(string version, long sizeBytes);

    [LoggerMessage(EventId = EdgeEventIds.UpdateSwitched, Level = LogLevel.Information, Message = "Version {Version} is on trial; restarting into it")]
    private partial void LogSwitched(string version);

    [LoggerMessage(EventId = EdgeEventIds.UpdateCommitted, Level = LogLevel.Information, Message = "Version {Version} has proved itself")]
    private partial void LogCommitted(string version);

    [LoggerMessage(EventId = EdgeEventIds.UpdateGivenUp, Level = LogLevel.Error, Message = "Version {Version} was given up: {Reason}")]
    private partial void LogGivenUp(string version, string reason);

    [LoggerMessage(EventId = EdgeEventIds.UpdateRefused, Level = LogLevel.Warning, Message = "Release refused: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(EventId = EdgeEventIds.UpdateFailed, Level = LogLevel.Warning, Message = "Update: {Reason}")]
    private partial void LogFailed(string reason);
}

using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Identity.Releases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Updates;

/// <summary>Decides which device gets which release, by what all devices have said.</summary>
internal sealed partial class UpdateDesk(
    UpdateStore store, ReleaseVerifier verifier, IOptions<UpdateOptions> options, TimeProvider time, ILogger<UpdateDesk> logger)
{
    /// <summary>A device that was silent for longer is not waited for.</summary>
    private static readonly TimeSpan s_lately = TimeSpan.FromDays(7);

    /// <summary>Keeps a device's word and finds a release for it.</summary>
    /// <returns>The envelope; null: nothing now.</returns>
    public async Task<byte[]?> CheckInAsync(Address device, UpdateCheckIn word, CancellationToken cancellationToken)
    {
        await store.SaveAsync(device, word, cancellationToken);
        if (word.State is UpdateState.Failed or UpdateState.RolledBack)
        {
            LogFailed(device, word.Sequence, word.Reason ?? "no reason given");
        }
        if (!IsOpen())
        {
            return null;
        }
        var devices = Lately(word.Runtime);
        foreach (var release in store.Releases().Where(release => release.Runtime == word.Runtime))
        {
            if (IsPast(word, release))
            {
                return null; // releases are sorted: what follows is older still
            }
            if (!release.Paused && IsAdmitted(device, release, devices))
            {
                return release.Envelope;
            }
        }
        return null;
    }

    /// <summary>Where a release stands.</summary>
    public RolloutStage StageOf(MirroredRelease release) => StageOf(release, Lately(release.Runtime));

    /// <summary>Verifies a release and keeps it.</summary>
    /// <returns>What the verifier says.</returns>
    public async Task<ReleaseOutcome> AddAsync(byte[] envelope, CancellationToken cancellationToken)
    {
        var known = store.Releases();
        var floor = new ReleaseFloor(0, known.Count == 0 ? 0 : known.Max(static release => release.KeysSequence));
        var outcome = verifier.Verify(envelope, floor, time.GetUtcNow());
        if (outcome is ReleaseOutcome.Accepted { Manifest: var manifest } accepted)
        {
            if (known.Any(release => release.Runtime == manifest.Runtime && release.Sequence >= manifest.Sequence))
            {
                return new ReleaseOutcome.Refused(
                    ReleaseFault.OldSequence, $"Number {manifest.Sequence} for {manifest.Runtime} is not newer than what the hub has.");
            }
            await store.AddAsync(
                new MirroredRelease(
                    manifest.Runtime, manifest.Sequence, manifest.Version, manifest.Sha256, accepted.KeysSequence, envelope, false),
                cancellationToken);
        }
        return outcome;
    }

    private static bool IsPast(UpdateCheckIn word, MirroredRelease release) =>
        word.Sequence >= release.Sequence && word.State is UpdateState.Committed or UpdateState.Idle;

    private static bool IsAdmitted(Address device, MirroredRelease release, List<DeviceUpdate> devices)
    {
        var admitted = Rollout.Admitted(StageOf(release, devices), devices.Count);
        // Each release has an order of its own, so that it is not always the same device that tries first.
        var rank = devices
            .OrderBy(known => Convert.ToHexString(SHA256.HashData([.. known.Device.ToArray(), .. BitConverter.GetBytes(release.Sequence)])), StringComparer.Ordinal)
            .TakeWhile(known => known.Device != device)
            .Count();
        return rank < admitted;
    }

    private static RolloutStage StageOf(MirroredRelease release, List<DeviceUpdate> devices)
    {
        var words = devices.Select(static known => known.Word).Where(word => word.Sequence == release.Sequence).ToList();
        return Rollout.Stage(
            devices.Count,
            words.Count(static word => word.State is UpdateState.Committed),
            words.Count(static word => word.State is UpdateState.Failed or UpdateState.RolledBack));
    }

    private List<DeviceUpdate> Lately(string runtime)
    {
        var since = time.GetUtcNow() - s_lately;
        return [.. store.Devices().Where(device => device.Word.Runtime == runtime && device.At >= since)];
    }

    private bool IsOpen()
    {
        var (from, to) = (options.Value.FromHour, options.Value.ToHour);
        var hour = time.GetLocalNow().Hour;
        return from == to || (from < to ? hour >= from && hour < to : hour >= from || hour < to);
    }

    [LoggerMessage(EventId = HubEventIds.UpdateFailed, Level = LogLevel.Warning, Message = "Device {Device}: release {Sequence} failed: {Reason}")]
    private partial void LogFailed(Address device, ulong sequence, string reason);
}

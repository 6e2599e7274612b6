using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity.Releases;

namespace EdgeAgent.Hub.Updates;

/// <summary>Releases and words of devices on disk.</summary>
internal sealed class UpdateStore(HubDatabase database, TimeProvider time)
{
    /// <summary>Folder of archives in the data directory, named by their sums.</summary>
    public const string Folder = "updates";

    /// <summary>All releases, the newest first.</summary>
    public IReadOnlyList<MirroredRelease> Releases() => database.Read(connection => connection.Query(
        "SELECT runtime, sequence, version, sha256, keys_sequence, envelope, paused FROM update_releases ORDER BY sequence DESC",
        reader => new MirroredRelease(
            reader.GetString(0),
            (ulong)reader.GetInt64(1),
            reader.GetString(2),
            reader.GetString(3),
            (ulong)reader.GetInt64(4),
            reader.GetFieldValue<byte[]>(5),
            reader.GetInt64(6) != 0)));

    /// <summary>Keeps a verified release.</summary>
    public Task AddAsync(MirroredRelease release, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            "INSERT INTO update_releases VALUES ($runtime, $sequence, $version, $sha, $keys, $envelope, 0, $now)",
            ("$runtime", release.Runtime), ("$sequence", (long)release.Sequence), ("$version", release.Version),
            ("$sha", release.Sha256), ("$keys", (long)release.KeysSequence), ("$envelope", release.Envelope),
            ("$now", time.GetUtcNow())),
        cancellationToken);

    /// <summary>Holds a release, or lets it go on.</summary>
    /// <returns>Whether there is such a release.</returns>
    public Task<bool> PauseAsync(ulong sequence, bool paused, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            "UPDATE update_releases SET paused = $paused WHERE sequence = $sequence",
            ("$paused", paused ? 1L : 0L), ("$sequence", (long)sequence)) > 0,
        cancellationToken);

    /// <summary>Takes a release back; devices that have it keep it.</summary>
    /// <returns>Whether there was such a release.</returns>
    public Task<bool> CancelAsync(ulong sequence, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM update_releases WHERE sequence = $sequence", ("$sequence", (long)sequence)) > 0,
        cancellationToken);

    /// <summary>The last word of each device.</summary>
    public IReadOnlyList<DeviceUpdate> Devices() => database.Read(connection => connection.Query(
        "SELECT device, runtime, version, sequence, state, reason, at FROM update_devices ORDER BY device",
        reader => new DeviceUpdate(
            reader.GetAddress(0),
            new UpdateCheckIn(
                reader.GetString(2),
                reader.GetString(1),
                Enum.Parse<UpdateState>(reader.GetString(4)),
                (ulong)reader.GetInt64(3),
                reader.IsDBNull(5) ? null : reader.GetString(5)),
            reader.GetTime(6)!.Value)));

    /// <summary>Keeps a device's word.</summary>
    public Task SaveAsync(Address device, UpdateCheckIn word, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO update_devices VALUES ($device, $runtime, $version, $sequence, $state, $reason, $now)
            ON CONFLICT (device) DO UPDATE SET runtime = $runtime, version = $version, sequence = $sequence,
                state = $state, reason = $reason, at = $now
            """,
            ("$device", device), ("$runtime", word.Runtime), ("$version", word.Version), ("$sequence", (long)word.Sequence),
            ("$state", word.State.ToString()), ("$reason", word.Reason), ("$now", time.GetUtcNow())),
        cancellationToken);
}

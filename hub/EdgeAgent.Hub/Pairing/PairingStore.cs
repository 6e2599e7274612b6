using EdgeAgent.Contracts;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Pairing.Hub;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Pairing;

/// <summary>Grants and printed secrets on disk.</summary>
internal sealed class PairingStore(HubDatabase database, TimeProvider time)
{
    private const string Columns =
        "enrolment_key, name, device, spki_hash, serial, enrolment, fingerprint, until, active_at";

    /// <summary>The last pairing of each device, the newest first.</summary>
    /// <param name="limit">Most rows.</param>
    public IReadOnlyList<PairedDevice> Paired(int limit = DeviceRegistry.DeviceLimit) =>
        database.Read(connection => connection.Query(
            $"SELECT {Columns} FROM pairing_grants ORDER BY until DESC LIMIT $limit", Map, ("$limit", limit)));

    /// <summary>A device's pairing that led to this certificate; null where there was none.</summary>
    public PairedDevice? Find(Address device, string serial) =>
        database.Read(connection => connection.Query(
            $"SELECT {Columns} FROM pairing_grants WHERE device = $device AND serial = $serial",
            Map,
            ("$device", device), ("$serial", serial))) is [var found] ? found : null;

    /// <summary>Keeps a grant before it leaves the hub.</summary>
    public Task SaveAsync(PairedDevice paired, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO pairing_grants VALUES
                ($device, $key, $spki, $serial, $enrolment, $name, $fingerprint, $until, $active)
            ON CONFLICT (device) DO UPDATE SET enrolment_key = $key, spki_hash = $spki, serial = $serial,
                enrolment = $enrolment, name = $name, fingerprint = $fingerprint, until = $until, active_at = $active
            """,
            ("$device", paired.Grant.Device), ("$key", paired.Key), ("$spki", paired.Grant.SpkiHash),
            ("$serial", paired.Grant.Serial), ("$enrolment", paired.Grant.Enrolment.ToString()),
            ("$name", paired.Name), ("$fingerprint", paired.Grant.Fingerprint), ("$until", paired.Until),
            ("$active", paired.ActiveAt)),
        cancellationToken);

    /// <summary>The device has connected: notes it, and erases the printed secret that it used.</summary>
    public Task ActivateAsync(GrantedEnrolment grant, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            connection.Execute(
                "UPDATE pairing_grants SET active_at = $now WHERE device = $device AND serial = $serial",
                ("$device", grant.Device), ("$serial", grant.Serial), ("$now", time.GetUtcNow()));
            EraseSecret(connection, grant.Enrolment);
        },
        cancellationToken);

    /// <summary>The grant is void.</summary>
    public Task RemoveAsync(Address device, string serial, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(
            "DELETE FROM pairing_grants WHERE device = $device AND serial = $serial AND active_at IS NULL",
            ("$device", device), ("$serial", serial)),
        cancellationToken);

    /// <summary>The printed secrets, each in its text form.</summary>
    public IReadOnlyList<KnownSecret> Secrets() => database.Read(connection => connection.Query(
        "SELECT enrolment, secret, added_at FROM pairing_secrets ORDER BY added_at, enrolment",
        reader => new KnownSecret(
            EnrolmentId.TryParse(reader.GetString(0), out var enrolment) ? enrolment : default,
            reader.GetString(1),
            reader.GetTime(2)!.Value)));

    /// <summary>Keeps a printed secret; an older one of the same enrolment is overwritten.</summary>
    public Task SaveSecretAsync(EnrolmentId enrolment, string text, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                EraseSecret(connection, enrolment);
                connection.Execute(
                    "INSERT INTO pairing_secrets VALUES ($enrolment, $secret, $now)",
                    ("$enrolment", enrolment.ToString()), ("$secret", text), ("$now", time.GetUtcNow()));
            },
            cancellationToken);

    /// <summary>Erases a printed secret.</summary>
    public Task RemoveSecretAsync(EnrolmentId enrolment, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => EraseSecret(connection, enrolment), cancellationToken);

    private static PairedDevice Map(SqliteDataReader reader) => new(
        reader.GetBytes32(0),
        reader.GetString(1),
        new GrantedEnrolment(
            reader.GetAddress(2),
            reader.GetBytes32(3),
            reader.GetString(4),
            EnrolmentId.TryParse(reader.GetString(5), out var enrolment) ? enrolment : default,
            reader.GetString(6)),
        reader.GetTime(7)!.Value,
        reader.GetTime(8));

    private static void EraseSecret(SqliteConnection connection, EnrolmentId enrolment)
    {
        connection.Execute("PRAGMA secure_delete = ON"); // the page is overwritten; the write-ahead log goes with its next reset
        connection.Execute(
            "DELETE FROM pairing_secrets WHERE enrolment = $enrolment", ("$enrolment", enrolment.ToString()));
    }
}

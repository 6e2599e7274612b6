using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Storage;

/// <summary>Brings the tables of all features up to date, all or nothing.</summary>
internal static class SchemaMigration
{
    public static void Run(SqliteConnection connection, IEnumerable<StoreSchema> schemas)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.Execute(
                "CREATE TABLE IF NOT EXISTS schema_versions (feature TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT");
            foreach (var schema in schemas)
            {
                Apply(connection, schema);
            }
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Execute("ROLLBACK");
            throw;
        }
    }

    private static void Apply(SqliteConnection connection, StoreSchema schema)
    {
        var version = connection.Scalar<long?>(
            "SELECT version FROM schema_versions WHERE feature = $feature", ("$feature", schema.Feature)) ?? 0;
        if (version > schema.Steps.Count)
        {
            throw new StorageException(
                $"The tables of '{schema.Feature}' have version {version}; this program knows {schema.Steps.Count}. "
                + "Start the newer program that wrote them.");
        }
        if (version == schema.Steps.Count)
        {
            return;
        }
        foreach (var step in schema.Steps.Skip((int)version))
        {
            connection.Execute(step);
        }
        connection.Execute(
            "INSERT INTO schema_versions VALUES ($feature, $version) ON CONFLICT (feature) DO UPDATE SET version = $version",
            ("$feature", schema.Feature), ("$version", schema.Steps.Count));
    }
}

using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Storage;

/// <summary>A write that waits for its commit.</summary>
internal interface IDatabaseWrite
{
    /// <summary>Does the work inside a savepoint; a throw of the work is kept, not let out.</summary>
    void Run(SqliteConnection connection);

    /// <summary>The commit is on disk.</summary>
    void Complete();

    /// <summary>The commit failed.</summary>
    void Fail(StorageException cause);
}

using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Storage;

/// <inheritdoc cref="IDatabaseWrite"/>
internal sealed class DatabaseWrite<T>(Func<SqliteConnection, T> work) : IDatabaseWrite
{
    // Continuations must not run on the writer's thread.
    private readonly TaskCompletionSource<T> _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _fault;

    public Task<T> Committed => _committed.Task;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the work throws belongs to its own caller")]
    public void Run(SqliteConnection connection)
    {
        connection.Execute("SAVEPOINT work");
        try
        {
            _result = work(connection);
            connection.Execute("RELEASE work");
        }
        catch (Exception e)
        {
            _fault = e;
            connection.Execute("ROLLBACK TO work; RELEASE work");
        }
    }

    public void Complete()
    {
        if (_fault is null)
        {
            _committed.TrySetResult(_result!);
        }
        else
        {
            _committed.TrySetException(_fault);
        }
    }

    public void Fail(StorageException cause) => _committed.TrySetException(_fault ?? cause);
}

using EdgeAgent.Contracts;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Edge.Claims;

/// <summary>An open <c>claims.db</c>. Not safe for concurrent callers; errors are SQLite's own.</summary>
internal sealed class ClaimDatabase : IDisposable
{
    /// <summary>Longest wait for another program that writes, such as a backup; seconds. The provider waits by this and not by SQLite's own busy timeout; its default is 30.</summary>
    private const int BusySeconds = 2;

    private readonly SqliteConnection _connection;

    private ClaimDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Version of the tables; 0 in an empty file.</summary>
    public long Version => (long)Scalar("PRAGMA user_version")!;

    /// <summary>Opens the file, which may be empty.</summary>
    /// <exception cref="SqliteException">It is no database, or the disk refuses.</exception>
    public static ClaimDatabase Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = BusySeconds,
            Pooling = false, // a pooled handle would outlive the agent's word that the file is closed
        }.ToString());
        try
        {
            connection.Open();
            var database = new ClaimDatabase(connection);
            database.Execute(ClaimSchema.Settings);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes the tables, all or none.</summary>
    public void CreateTables()
    {
        using var transaction = _connection.BeginTransaction();
        Execute(ClaimSchema.Create);
        transaction.Commit();
    }

    /// <summary>The head as stored; null when its row is gone.</summary>
    public ChainHead? ReadHead()
    {
        using var command = Command(ClaimSchema.ReadHead);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }
        var digest = reader.GetFieldValue<byte[]>(1);
        return digest.Length == Bytes32.SizeBytes
            ? new ChainHead((ulong)reader.GetInt64(0), new Bytes32(digest), (ulong)reader.GetInt64(2))
            : null;
    }

    /// <summary>Sequence of the newest claim in the table; 0: none.</summary>
    public ulong NewestClaim() => (ulong)(long)Scalar(ClaimSchema.NewestClaim)!;

    /// <summary>Whether a claim for this agreement is kept.</summary>
    public bool HasAgreement(Bytes32 agreement)
    {
        using var command = Command(ClaimSchema.HasAgreement);
        command.Parameters.AddWithValue("$agreement", agreement.ToArray());
        return command.ExecuteScalar() is not null;
    }

    /// <summary>The bytes of one claim; null when it is not kept.</summary>
    public byte[]? ReadMessage(ulong seq)
    {
        using var command = Command(ClaimSchema.ReadMessage);
        command.Parameters.AddWithValue("$seq", (long)seq);
        return (byte[]?)command.ExecuteScalar();
    }

    /// <summary>Stores the claim and moves the head onto it, in one transaction that is on the disk when this returns.</summary>
    public void Append(ClaimRow row, ulong acked, DateTimeOffset at)
    {
        using var transaction = _connection.BeginTransaction();
        using (var insert = Command(ClaimSchema.Insert))
        {
            insert.Parameters.AddWithValue("$seq", (long)row.Seq);
            insert.Parameters.AddWithValue("$digest", row.Digest.ToArray());
            insert.Parameters.AddWithValue("$agreement", row.Agreement.ToArray());
            insert.Parameters.AddWithValue("$message", row.Message);
            insert.Parameters.AddWithValue("$at", at.ToUnixTimeSeconds());
            insert.ExecuteNonQuery();
        }
        using (var move = Command(ClaimSchema.MoveHead))
        {
            move.Parameters.AddWithValue("$seq", (long)row.Seq);
            move.Parameters.AddWithValue("$digest", row.Digest.ToArray());
            move.Parameters.AddWithValue("$acked", (long)acked);
            if (move.ExecuteNonQuery() != 1)
            {
                throw new ClaimStoreException($"The head of the chain is not at {row.Seq - 1}; the claim is not stored.");
            }
        }
        transaction.Commit();
    }

    /// <summary>Writes how far the hub has acknowledged.</summary>
    public void SaveAcked(ulong acked)
    {
        using var command = Command(ClaimSchema.SaveAcked);
        command.Parameters.AddWithValue("$acked", (long)acked);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private object? Scalar(string sql)
    {
        using var command = Command(sql);
        return command.ExecuteScalar();
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // every text is a constant of ClaimSchema; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}

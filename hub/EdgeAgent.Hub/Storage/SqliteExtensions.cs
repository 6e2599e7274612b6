using EdgeAgent.Contracts;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Storage;

/// <summary>Short forms for statements and for the ids that are stored as blobs.</summary>
public static class SqliteExtensions
{
    /// <summary>Runs statements; the number of changed rows.</summary>
    public static int Execute(
        this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; default where there is no row or the column is NULL.</summary>
    public static T? Scalar<T>(
        this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetFieldValue<T>(0) : default;
    }

    /// <summary>All rows, mapped.</summary>
    public static IReadOnlyList<T> Query<T>(
        this SqliteConnection connection,
        string sql,
        Func<SqliteDataReader, T> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }
        return rows;
    }

    /// <summary>An address that is stored as a blob of 20 bytes.</summary>
    public static Address GetAddress(this SqliteDataReader reader, int ordinal) =>
        new(reader.GetFieldValue<byte[]>(ordinal));

    /// <summary>A hash that is stored as a blob of 32 bytes.</summary>
    public static Bytes32 GetBytes32(this SqliteDataReader reader, int ordinal) =>
        new(reader.GetFieldValue<byte[]>(ordinal));

    /// <summary>A time that is stored as Unix milliseconds; null for NULL.</summary>
    public static DateTimeOffset? GetTime(this SqliteDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(ordinal));

    private static SqliteCommand Command(
        this SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of the features; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value switch
            {
                null => DBNull.Value,
                Address address => address.ToArray(),
                Bytes32 bytes => bytes.ToArray(),
                DateTimeOffset time => time.ToUnixTimeMilliseconds(),
                _ => value,
            });
        }
        return command;
    }
}

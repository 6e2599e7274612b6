using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>The one statement that runs thousands of times a second, prepared once a commit.</summary>
internal sealed class RawInsert : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public RawInsert(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = "INSERT OR IGNORE INTO raw VALUES ($series, $t, $boot, $seq, $value)";
        _parameters =
        [
            _command.Parameters.Add("$series", SqliteType.Integer),
            _command.Parameters.Add("$t", SqliteType.Integer),
            _command.Parameters.Add("$boot", SqliteType.Integer),
            _command.Parameters.Add("$seq", SqliteType.Integer),
            _command.Parameters.Add("$value", SqliteType.Real),
        ];
    }

    public void Run(long series, long t, long boot, long seq, double value)
    {
        _parameters[0].Value = series;
        _parameters[1].Value = t;
        _parameters[2].Value = boot;
        _parameters[3].Value = seq;
        _parameters[4].Value = value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}

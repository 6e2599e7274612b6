using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Telemetry;

/// <summary>Adds to a minute, an hour or a day; prepared once a commit.</summary>
internal sealed class RollupUpsert : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public RollupUpsert(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText = """
            INSERT INTO rollup VALUES ($series, $span, $t, $count, $sum, $min, $max)
            ON CONFLICT (series, span, t) DO UPDATE SET
                count = count + $count, sum = sum + $sum, min = min(min, $min), max = max(max, $max)
            """;
        _parameters =
        [
            _command.Parameters.Add("$series", SqliteType.Integer),
            _command.Parameters.Add("$span", SqliteType.Integer),
            _command.Parameters.Add("$t", SqliteType.Integer),
            _command.Parameters.Add("$count", SqliteType.Integer),
            _command.Parameters.Add("$sum", SqliteType.Real),
            _command.Parameters.Add("$min", SqliteType.Real),
            _command.Parameters.Add("$max", SqliteType.Real),
        ];
    }

    public void Run(long series, long span, long t, Rollup rollup)
    {
        _parameters[0].Value = series;
        _parameters[1].Value = span;
        _parameters[2].Value = t;
        _parameters[3].Value = rollup.Count;
        _parameters[4].Value = rollup.Sum;
        _parameters[5].Value = rollup.Min;
        _parameters[6].Value = rollup.Max;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}

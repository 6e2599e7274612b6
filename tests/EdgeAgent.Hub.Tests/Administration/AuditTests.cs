using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>The audit log is what was written, and nothing else.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private HubDatabase _database = null!;
    private AuditLog _audit = null!;

    public async ValueTask InitializeAsync()
    {
        _database = TestDatabase.Open(_directory.Root, AuditLog.Schema);
        _audit = new AuditLog(_database, TimeProvider.System);
        for (var i = 1; i <= 300; i++)
        {
            await _audit.WriteAsync(
                Actor.Console, new AuditAct("test.act", $"{i}", AuditOutcome.Done, new string('x', i)), Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public void What_was_written_is_listed_in_order_page_by_page()
    {
        var first = _audit.List(AuditLimits.Page, null);
        Assert.Equal(300, first[0].Seq);
        var rest = _audit.List(AuditLimits.Page, first[^1].Seq);
        Assert.Equal(300 - AuditLimits.Page, rest.Count);
        Assert.Equal(1, rest[^1].Seq);
        Assert.Equal(300, Assert.IsType<AuditVerdict.Whole>(_audit.Verify()).Count);
    }

    [Theory]
    [InlineData("UPDATE audit SET who = 'somebody' WHERE seq = 7")]
    [InlineData("DELETE FROM audit WHERE seq = 300")]
    [InlineData("INSERT INTO audit SELECT 302, time, who, origin, action, subject, outcome, detail, hash FROM audit LIMIT 1")]
    [InlineData("INSERT OR REPLACE INTO audit SELECT 7, time, 'x', origin, action, subject, outcome, detail, hash FROM audit LIMIT 1")]
    public async Task The_database_refuses_to_change_a_line(string sql)
    {
        await Assert.ThrowsAsync<SqliteException>(
            () => _database.WriteAsync(connection => { connection.Execute(sql); }, Token));
        Assert.IsType<AuditVerdict.Whole>(_audit.Verify());
    }

    [Theory]
    [InlineData("UPDATE audit SET who = 'somebody' WHERE seq = 7", 7)]
    [InlineData("UPDATE audit SET outcome = 'Nothing' WHERE seq = 8", 8)]
    [InlineData("UPDATE audit SET time = time + 1 WHERE seq = 299", 299)]
    [InlineData("DELETE FROM audit WHERE seq = 100", 100)]
    public async Task A_change_past_the_triggers_is_found(string sql, long expected)
    {
        await _database.WriteAsync(
            connection =>
            {
                connection.Execute("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete");
                connection.Execute(sql);
            },
            Token);
        Assert.Equal(expected, Assert.IsType<AuditVerdict.Broken>(_audit.Verify()).Seq);
    }

    [Fact]
    public async Task Two_processes_write_one_chain()
    {
        await using var other = TestDatabase.Open(_directory.Root, AuditLog.Schema);
        var second = new AuditLog(other, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? _audit : second)
            .WriteAsync(Actor.Console, new AuditAct("test.act", $"{i}", AuditOutcome.Done), Token)));
        Assert.Equal(360, Assert.IsType<AuditVerdict.Whole>(_audit.Verify()).Count);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Hosting;

namespace EdgeAgent.Hub.Tests.Storage;

public sealed class HubDatabaseTests : IDisposable
{
    private static readonly StoreSchema s_things = new("things", ["CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT"]);

    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task Writes_from_many_sides_are_all_there_after_reopening()
    {
        const int count = 2_000;
        await using (var database = TestDatabase.Open(_directory.Root, s_things))
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(i => InsertAsync(database, i)));
        }
        await using var again = TestDatabase.Open(_directory.Root, s_things);
        Assert.Equal(count, Count(again));
    }

    [Fact]
    public async Task A_write_that_fails_undoes_only_itself()
    {
        await using var database = TestDatabase.Open(_directory.Root, s_things);
        var writes = Enumerable.Range(0, 100).Select(i => database.WriteAsync(
            connection =>
            {
                connection.Execute("INSERT INTO things VALUES ($id)", ("$id", i));
                if (i % 2 == 0)
                {
                    throw new InvalidOperationException($"write {i}");
                }
            },
            TestContext.Current.CancellationToken)).ToList();
        for (var i = 0; i < writes.Count; i++)
        {
            if (i % 2 == 0)
            {
                var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => writes[i]);
                Assert.Equal($"write {i}", fault.Message);
            }
            else
            {
                await writes[i];
            }
        }
        Assert.Equal(50, Count(database));
    }

    [Fact]
    public async Task A_reader_sees_what_was_committed_when_the_writers_task_has_ended()
    {
        await using var database = TestDatabase.Open(_directory.Root, s_things);
        for (var i = 0; i < 20; i++)
        {
            await InsertAsync(database, i);
            Assert.Equal(i + 1, Count(database));
        }
    }

    [Fact]
    public async Task Later_steps_bring_an_older_file_up_to_date()
    {
        await using (var old = TestDatabase.Open(_directory.Root, s_things))
        {
            await InsertAsync(old, 1);
        }
        var newer = s_things with { Steps = [.. s_things.Steps, "ALTER TABLE things ADD COLUMN name TEXT NOT NULL DEFAULT 'none'"] };
        await using var database = TestDatabase.Open(_directory.Root, newer);
        Assert.Equal("none", database.Read(c => c.Scalar<string>("SELECT name FROM things")));
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        var newer = s_things with { Steps = [.. s_things.Steps, "CREATE TABLE more (id INTEGER) STRICT"] };
        await using (TestDatabase.Open(_directory.Root, newer))
        {
            // Made by the newer program.
        }
        var refused = Assert.Throws<StorageException>(() => TestDatabase.Open(_directory.Root, s_things));
        Assert.Contains("things", refused.Message, StringComparison.Ordinal);
        await using var unharmed = TestDatabase.Open(_directory.Root, newer);
        Assert.Equal(0, Count(unharmed));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_no_half_of_it()
    {
        var broken = new StoreSchema("broken", ["CREATE TABLE half (id INTEGER) STRICT", "NOT SQL"]);
        Assert.ThrowsAny<Exception>(() => TestDatabase.Open(_directory.Root, s_things, broken));
        await using var database = TestDatabase.Open(_directory.Root);
        Assert.Equal(0L, database.Read(c => c.Scalar<long>("SELECT count(*) FROM sqlite_schema WHERE name IN ('half', 'things')")));
    }

    [Fact]
    public async Task Only_changes_of_others_count_as_foreign()
    {
        await using var database = TestDatabase.Open(_directory.Root, s_things);
        var before = await database.ForeignVersionAsync(TestContext.Current.CancellationToken);
        await InsertAsync(database, 1);
        Assert.Equal(before, await database.ForeignVersionAsync(TestContext.Current.CancellationToken));
        await using (var other = TestDatabase.Open(_directory.Root, s_things))
        {
            await InsertAsync(other, 2);
        }
        Assert.NotEqual(before, await database.ForeignVersionAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_directory_is_one_hubs_at_a_time()
    {
        var options = Microsoft.Extensions.Options.Options.Create(
            new EdgeAgent.Hub.Configuration.HubOptions { DataDirectory = _directory.Root });
        using (var first = new DataDirectory(options).TryLock())
        {
            Assert.NotNull(first);
            Assert.Null(new DataDirectory(options).TryLock());
        }
        using var next = new DataDirectory(options).TryLock();
        Assert.NotNull(next);
    }

    public void Dispose() => _directory.Dispose();

    private static Task InsertAsync(HubDatabase database, int id) => database.WriteAsync(
        connection => { connection.Execute("INSERT INTO things VALUES ($id)", ("$id", id)); },
        TestContext.Current.CancellationToken);

    private static long Count(HubDatabase database) =>
        database.Read(connection => connection.Scalar<long>("SELECT count(*) FROM things"));
}

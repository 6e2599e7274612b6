using EdgeAgent.Hub.Administration.Accounts;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Sessions;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>How long sessions and set-up links last.</summary>
public sealed class SessionStoreTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private HubDatabase _database = null!;

    public ValueTask InitializeAsync()
    {
        _database = TestDatabase.Open(
            _directory.Root, SessionStore.Schema, AccountRows.Schema, LoginThrottle.Schema, AuditLog.Schema);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_session_ends_when_it_is_not_used()
    {
        using var sessions = new SessionStore(_database, _time);
        var token = await sessions.OpenAsync(Token);
        _time.Advance(SessionLimits.Idle - TimeSpan.FromSeconds(1));
        Assert.NotNull(await sessions.UseAsync(token, Token));
        _time.Advance(SessionLimits.Idle);
        Assert.Null(await sessions.UseAsync(token, Token));
    }

    [Fact]
    public async Task A_session_ends_after_its_life_however_much_it_is_used()
    {
        using var sessions = new SessionStore(_database, _time);
        var token = await sessions.OpenAsync(Token);
        var end = _time.GetUtcNow() + SessionLimits.Life;
        while (await sessions.UseAsync(token, Token) is not null)
        {
            _time.Advance(TimeSpan.FromMinutes(30));
        }
        Assert.Equal(end, _time.GetUtcNow());
    }

    [Fact]
    public async Task The_number_of_sessions_is_bounded_and_a_restart_knows_them()
    {
        using var sessions = new SessionStore(_database, _time);
        var first = await sessions.OpenAsync(Token);
        for (var i = 0; i < SessionLimits.Count; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await sessions.OpenAsync(Token);
        }
        Assert.Null(await sessions.UseAsync(first, Token));
        var last = await sessions.OpenAsync(Token);
        using var again = new SessionStore(_database, _time);
        Assert.NotNull(await again.UseAsync(last, Token));
        await again.EndAsync(last.Id, Token);
        Assert.NotNull(await sessions.UseAsync(last, Token));
        sessions.ForeignChange();
        Assert.Null(await sessions.UseAsync(last, Token));
    }

    [Fact]
    public async Task A_set_up_link_is_good_for_an_hour_and_the_first_starts_link_is_made_once()
    {
        using var sessions = new SessionStore(_database, _time);
        using var hasher = new PasswordHasher();
        var account = new AdministratorAccount(
            _database, hasher, new LoginThrottle(_database, _time), sessions, new AuditLog(_database, _time), _time);
        var link = await account.CreateFirstLinkAsync(Token);
        Assert.NotNull(link);
        Assert.Null(await account.CreateFirstLinkAsync(Token));
        _time.Advance(AccountLimits.LinkLife);
        Assert.IsType<LoginOutcome.LinkNotGood>(await account.SetUpAsync(
            link, Browser.Password, System.Net.IPAddress.Loopback, Actor.Console, Token));
        Assert.False(account.Exists);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

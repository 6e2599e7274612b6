using System.Net;
using EdgeAgent.Hub.Administration.Accounts;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>How fast a password can be guessed.</summary>
public sealed class LoginThrottleTests : IAsyncLifetime
{
    private static readonly IPAddress s_attacker = IPAddress.Parse("192.0.2.66");
    private static readonly IPAddress s_owner = IPAddress.Parse("192.0.2.1");

    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private HubDatabase _database = null!;

    public ValueTask InitializeAsync()
    {
        _database = TestDatabase.Open(_directory.Root, LoginThrottle.Schema);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task One_address_gets_few_guesses_a_day_however_patient_it_is()
    {
        var guesses = 0;
        for (var end = _time.GetUtcNow() + TimeSpan.FromDays(1); _time.GetUtcNow() < end;)
        {
            if (await Throttle.AdmitAsync(s_attacker, Token) is { } wait)
            {
                _time.Advance(wait);
            }
            else
            {
                guesses++;
            }
        }
        Assert.InRange(guesses, 50, 120);
    }

    [Fact]
    public async Task Many_addresses_together_are_slowed_down_too_but_not_one_that_has_signed_in_before()
    {
        await _database.WriteAsync(connection => Throttle.Succeed(connection, s_owner), Token);
        var guesses = 0;
        for (var i = 0; i < 200; i++)
        {
            if (await Throttle.AdmitAsync(IPAddress.Parse($"198.51.100.{i}"), Token) is null)
            {
                guesses++;
            }
        }
        Assert.InRange(guesses, 20, 25);
        Assert.NotNull(await Throttle.AdmitAsync(IPAddress.Parse("203.0.113.1"), Token));
        Assert.Null(await Throttle.AdmitAsync(s_owner, Token));
        Assert.Null(await Throttle.AdmitAsync(IPAddress.Loopback, Token));
    }

    [Fact]
    public async Task Tries_at_the_same_time_gain_nothing()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Throttle.AdmitAsync(s_attacker, Token)));
        Assert.Equal(5, tries.Count(wait => wait is null));
    }

    [Fact]
    public async Task A_neighbour_in_the_same_ipv6_network_is_the_same_attacker()
    {
        for (var i = 0; i < 6; i++)
        {
            await Throttle.AdmitAsync(IPAddress.Parse($"2001:db8:1:2::{i}"), Token);
        }
        Assert.NotNull(await Throttle.AdmitAsync(IPAddress.Parse("2001:db8:1:2:ffff::1"), Token));
        Assert.Null(await Throttle.AdmitAsync(IPAddress.Parse("2001:db8:1:3::1"), Token));
    }

    [Fact]
    public async Task A_success_wipes_the_slate_and_a_clock_that_was_wrong_locks_nobody_out()
    {
        for (var i = 0; i < 6; i++)
        {
            await Throttle.AdmitAsync(s_owner, Token);
        }
        Assert.NotNull(await Throttle.AdmitAsync(s_owner, Token));
        await _database.WriteAsync(connection => Throttle.Succeed(connection, s_owner), Token);
        Assert.Null(await Throttle.AdmitAsync(s_owner, Token));

        var early = new FakeTimeProvider(_time.GetUtcNow() - TimeSpan.FromDays(365 * 20));
        for (var i = 0; i < 10; i++)
        {
            await Throttle.AdmitAsync(s_attacker, Token);
        }
        var wait = await new LoginThrottle(_database, early).AdmitAsync(s_attacker, Token);
        Assert.True(wait <= TimeSpan.FromMinutes(15));
    }

    private LoginThrottle Throttle => new(_database, _time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}

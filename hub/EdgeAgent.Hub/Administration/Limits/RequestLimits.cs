using System.Net;
using System.Threading.RateLimiting;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Accounts;
using EdgeAgent.Hub.Administration.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Administration.Limits;

/// <summary>Counts requests and running answers by address and by key. Who has been quiet for a while is forgotten.</summary>
internal sealed class RequestLimits : IDisposable
{
    /// <summary>A tenth of a minute's requests may come at once.</summary>
    private const int BurstsPerMinute = 10;

    private readonly PartitionedRateLimiter<string> _addresses;
    private readonly PartitionedRateLimiter<string> _strangers;
    private readonly PartitionedRateLimiter<KeyId> _keys;
    private readonly PartitionedRateLimiter<string> _addressStreams;
    private readonly PartitionedRateLimiter<KeyId> _keyStreams;

    public RequestLimits(IOptions<LimitOptions> options)
    {
        var limits = options.Value;
        _addresses = Rate<string>(limits.AddressRequestsPerMinute);
        _strangers = Rate<string>(limits.StrangerChangesPerMinute);
        _keys = Rate<KeyId>(limits.KeyRequestsPerMinute);
        _addressStreams = Concurrency<string>(limits.AddressStreams);
        _keyStreams = Concurrency<KeyId>(limits.KeyStreams);
    }

    /// <summary>Before anything is known of the caller.</summary>
    public Refusal? Arrive(IPAddress address) =>
        Take(_addresses, LoginThrottle.Subject(address), "Too many requests from this address.");

    /// <summary>A change that somebody asks for whom the hub does not know.</summary>
    public Refusal? StrangerChange(IPAddress address) =>
        Take(_strangers, LoginThrottle.Subject(address), "Too many attempts from this address.");

    /// <summary>A request with a key.</summary>
    public Refusal? Use(ApiKey key) => Take(_keys, key.Id, "Too many requests with this key.");

    /// <summary>What is told when <see cref="TryRun"/> has no place.</summary>
    public static Refusal Full { get; } = Refuse("Too many answers run at once.", TimeSpan.FromSeconds(1));

    /// <summary>Takes a place for an answer that runs, until the result is disposed.</summary>
    /// <param name="address">Null: not counted.</param>
    /// <param name="key">Null: not counted.</param>
    /// <returns>Null when there is no place.</returns>
    public StreamPlace? TryRun(IPAddress? address, ApiKey? key)
    {
        var place = new StreamPlace();
        if ((address is null || place.TryAdd(_addressStreams.AttemptAcquire(LoginThrottle.Subject(address))))
            && (key is null || place.TryAdd(_keyStreams.AttemptAcquire(key.Id))))
        {
            return place;
        }
        place.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _addresses.Dispose();
        _strangers.Dispose();
        _keys.Dispose();
        _addressStreams.Dispose();
        _keyStreams.Dispose();
    }

    private static Refusal? Take<T>(PartitionedRateLimiter<T> limiter, T who, string message)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired
            ? null
            : Refuse(message, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1));
    }

    private static Refusal Refuse(string message, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new Refusal(
            StatusCodes.Status429TooManyRequests, $"{message} Try again in {seconds} s.", "rate_limit_exceeded", seconds);
    }

    private static PartitionedRateLimiter<T> Rate<T>(int perMinute)
        where T : notnull
    {
        var burst = Math.Max(1, perMinute / BurstsPerMinute);
        return PartitionedRateLimiter.Create<T, T>(who => RateLimitPartition.GetTokenBucketLimiter(
            who,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = burst,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1) * burst / perMinute,
                QueueLimit = 0,
            }));
    }

    private static PartitionedRateLimiter<T> Concurrency<T>(int limit)
        where T : notnull =>
        PartitionedRateLimiter.Create<T, T>(who => RateLimitPartition.GetConcurrencyLimiter(
            who, _ => new ConcurrencyLimiterOptions { PermitLimit = limit, QueueLimit = 0 }));
}

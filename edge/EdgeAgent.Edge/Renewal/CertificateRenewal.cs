using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Connection;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Edge.Hosting;
using EdgeAgent.Edge.Inference;
using EdgeAgent.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Renewal;

/// <summary>Renews the device's certificate with a new key: at half of its life, when the hub asks for it, and when the hub lets this device do nothing else.</summary>
/// <remarks>
/// The current credential stays in use until the hub has been asked something with the next one. Only then the next one
/// becomes the current one on the disk, and the MQTT line is dialled anew when no job runs.
/// </remarks>
internal sealed partial class CertificateRenewal(
    RenewalFiles files,
    RenewalSignal signal,
    SigningKey key,
    HubCredentials credentials,
    HubTls tls,
    HubLine line,
    JobDesk desk,
    DeviceClock clock,
    BootId boot,
    ILogger<CertificateRenewal> logger) : BackgroundService, IDownlinkHandler
{
    /// <summary>Pause after a round that led to nothing: the bounds of a <see cref="Backoff"/>.</summary>
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    /// <summary>The schedule is looked at again after this at the latest: the clock may have been set meanwhile.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(6);

    /// <summary>Between two looks that nobody has asked for.</summary>
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_idleCheck = TimeSpan.FromSeconds(1);

    private readonly Backoff _pause = new(s_firstPause, s_longestPause);

    /// <inheritdoc/>
    public string Leaf => Leaves.Check;

    /// <inheritdoc/>
    public void Handle(ReadOnlySpan<byte> payload)
    {
        var check = WireJson.Parse(payload, WireJson.Default.StandingCheck);
        LogAsked(check.Reason);
        signal.Set();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A half-done renewal, or a clock that is certainly wrong, is looked at at once.
        var wait = files.HasNext || clock.IsGuess ? TimeSpan.Zero : UntilDue();
        while (true)
        {
            await signal.WaitAsync(wait, clock, stoppingToken);
            if (await RoundAsync(stoppingToken))
            {
                _pause.Reset();
                var due = UntilDue();
                wait = due > s_shortestWait ? due : s_shortestWait;
            }
            else
            {
                await Task.Delay(_pause.Next(), clock, stoppingToken);
                wait = TimeSpan.Zero;
            }
        }
    }

    /// <summary>By this device's clock; the hub has the last word.</summary>
    private TimeSpan UntilDue()
    {
        var current = credentials.Current;
        var due = current.NotBefore + ((current.NotAfter - current.NotBefore) / 2) - clock.GetUtcNow();
        return due < s_longestWait ? due : s_longestWait;
    }

    /// <returns>False when it is to be tried again soon.</returns>
    private async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // from its first use on it belongs to the credentials
        var next = files.LoadNext();
#pragma warning restore CA2000
        foreach (var host in credentials.Current.Home.Doors.Hosts)
        {
            if (next is not null && await TryUseAsync(host, next, cancellationToken))
            {
                await RedialAsync(cancellationToken);
                return true;
            }
        }
        next?.Dispose();
        foreach (var host in credentials.Current.Home.Doors.Hosts)
        {
            try
            {
                return await AskAsync(host, cancellationToken);
            }
            catch (RenewalException e)
            {
                LogFailed(host, e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or KeyFileException)
            {
                LogNotKept(e.Message);
            }
        }
        return false;
    }

    /// <summary>Asks with the current credential, and renews where that is due.</summary>
    private async Task<bool> AskAsync(string host, CancellationToken cancellationToken)
    {
        var current = credentials.Current;
        using var door = new RenewalDoor(host, current, tls, key.Address, boot);
        var terms = await door.AskAsync(cancellationToken);
        TakeTime(terms);
        if (files.HasNext)
        {
            files.Discard(); // the hub takes the current credential and not that one: it knows nothing of it any more
        }
        if (terms.RenewAt > terms.Time)
        {
            return true;
        }
        LogRenewing(terms.N + 1);
        var grant = await RequestAsync(door, current, terms, cancellationToken);
        files.SaveNext(grant);
#pragma warning disable CA2000 // from its first use on it belongs to the credentials
        var next = files.LoadNext() ?? throw new RenewalException("The new grant does not fit the new key.");
#pragma warning restore CA2000
        if (!await TryUseAsync(host, next, cancellationToken))
        {
            next.Dispose();
            return false;
        }
        LogRenewed(next.NotAfter);
        await RedialAsync(cancellationToken);
        return true;
    }

    private async Task<EnrolmentGrant> RequestAsync(
        RenewalDoor door, HubCredential current, RenewalTerms terms, CancellationToken cancellationToken)
    {
        using var next = files.NextKey();
        var succession = new TlsKeySuccession(
            key.Address, current.Home.HomeId, current.Key.SpkiHash, next.SpkiHash, terms.N + 1);
        var grant = await door.RenewAsync(
            new RenewalRequest(
                succession, key.Sign(TypedData.Digest(succession)), next.CreateRequest(key.Address), boot),
            cancellationToken);
        RenewalCheck.Check(grant, current.Home, terms, key.Address, next.SpkiHash);
        return grant;
    }

    /// <summary>Shows the next credential to the hub; from there on it is the current one, and the hub takes no other.</summary>
    /// <returns>False when the hub did not answer to it.</returns>
    private async Task<bool> TryUseAsync(string host, HubCredential next, CancellationToken cancellationToken)
    {
        using var door = new RenewalDoor(host, next, tls, key.Address, boot);
        try
        {
            TakeTime(await door.AskAsync(cancellationToken));
        }
        catch (RenewalException e)
        {
            LogFailed(host, e.Message);
            return false;
        }
        files.Promote();
        credentials.Replace(next);
        return true;
    }

    private void TakeTime(RenewalTerms terms)
    {
        var hub = DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(terms.Time, int.MaxValue * 2UL));
        var own = clock.GetUtcNow();
        if (!clock.Confirm(hub))
        {
            LogHubBehind(hub);
        }
        else if ((hub - own).Duration() > DeviceClock.Tolerance)
        {
            LogClockCorrected(own, hub);
        }
    }

    /// <summary>Running jobs keep their line: it was opened with the old certificate and stays good until that ends.</summary>
    private async Task RedialAsync(CancellationToken cancellationToken)
    {
        while (desk.Count > 0 && line.IsConnected)
        {
            await Task.Delay(s_idleCheck, clock, cancellationToken);
        }
        line.Redial(credentials.Current);
    }

    [LoggerMessage(EventId = EdgeEventIds.RenewalAsked, Level = LogLevel.Information, Message = "The hub asks this device to look at its certificate: {Reason}")]
    private partial void LogAsked(string reason);

    [LoggerMessage(EventId = EdgeEventIds.RenewalBegun, Level = LogLevel.Information, Message = "Renewing the certificate with a new key, number {N}")]
    private partial void LogRenewing(ulong n);

    [LoggerMessage(EventId = EdgeEventIds.RenewalDone, Level = LogLevel.Information, Message = "The certificate is renewed, until {End:yyyy-MM-dd}")]
    private partial void LogRenewed(DateTimeOffset end);

    [LoggerMessage(EventId = EdgeEventIds.RenewalFailed, Level = LogLevel.Warning, Message = "Renewal at {Host}: {Reason}")]
    private partial void LogFailed(string host, string reason);

    [LoggerMessage(EventId = EdgeEventIds.RenewalNotKept, Level = LogLevel.Error, Message = "The new certificate could not be kept: {Reason}")]
    private partial void LogNotKept(string reason);

    [LoggerMessage(EventId = EdgeEventIds.ClockCorrected, Level = LogLevel.Warning, Message = "This device's clock said {Own:u}; the hub says {Hub:u}, which counts until the next start")]
    private partial void LogClockCorrected(DateTimeOffset own, DateTimeOffset hub);

    [LoggerMessage(EventId = EdgeEventIds.HubClockBehind, Level = LogLevel.Warning, Message = "The hub says {Hub:u}, which is before its own newest grant to this device; not taken")]
    private partial void LogHubBehind(DateTimeOffset hub);
}

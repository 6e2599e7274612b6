using System.Net;
using System.Security.Cryptography;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Sessions;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Administration.Accounts;

/// <summary>The one who administers the hub: made by a set-up link, known by a password.</summary>
internal sealed class AdministratorAccount(
    HubDatabase database,
    PasswordHasher hasher,
    LoginThrottle throttle,
    SessionStore sessions,
    AuditLog audit,
    TimeProvider time)
{
    private static readonly TimeSpan s_busy = TimeSpan.FromSeconds(2);

    /// <summary>Whether there is one.</summary>
    public bool Exists => database.Read(AccountRows.Password) is not null;

    /// <summary>The link of the hub's first start; null when one was made before, or there is an administrator.</summary>
    public Task<string?> CreateFirstLinkAsync(CancellationToken cancellationToken) => database.WriteAsync(
        connection => AccountRows.Password(connection) is null && !AccountRows.HadLink(connection)
            ? CreateLink(connection, new Actor("hub", "first start"))
            : null,
        cancellationToken);

    /// <summary>A new link, instead of any before it. The password stays good until the link is used.</summary>
    public Task<string> CreateLinkAsync(Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => CreateLink(connection, actor), cancellationToken);

    /// <summary>Uses a link: sets the password, ends all sessions, signs in.</summary>
    public async Task<LoginOutcome> SetUpAsync(
        string link, string password, IPAddress address, Actor actor, CancellationToken cancellationToken)
    {
        // Before the slow hash: who has no link costs the hub nothing.
        if (SetupLink.HashOf(link) is not { } hash || !database.Read(connection => IsGood(connection, hash)))
        {
            return new LoginOutcome.LinkNotGood();
        }
        if (PasswordHasher.Fault(password) is { } fault)
        {
            return new LoginOutcome.PasswordRefused(fault);
        }
        var stored = await hasher.HashAsync(password, cancellationToken);
        var done = await database.WriteAsync(
            connection =>
            {
                if (!IsGood(connection, hash))
                {
                    return false; // somebody else has used it meanwhile
                }
                AccountRows.SpendLink(connection);
                throttle.Succeed(connection, address);
                Replace(connection, stored, actor, "administrator.setup");
                return true;
            },
            cancellationToken);
        if (!done)
        {
            return new LoginOutcome.LinkNotGood();
        }
        sessions.ForeignChange();
        return new LoginOutcome.Welcome(await sessions.OpenAsync(cancellationToken));
    }

    /// <summary>Sets the password without a link, for whoever may write the data directory.</summary>
    /// <returns>Why it will not do; null when it is set.</returns>
    public async Task<string?> SetPasswordAsync(string password, Actor actor, CancellationToken cancellationToken)
    {
        if (PasswordHasher.Fault(password) is { } fault)
        {
            return fault;
        }
        var stored = await hasher.HashAsync(password, cancellationToken);
        await database.WriteAsync(
            connection =>
            {
                AccountRows.SpendLink(connection);
                Replace(connection, stored, actor, "administrator.password");
            },
            cancellationToken);
        sessions.ForeignChange();
        return null;
    }

    /// <summary>Signs in. The session is always a new one.</summary>
    public async Task<LoginOutcome> LoginAsync(
        string password, IPAddress address, Actor actor, CancellationToken cancellationToken)
    {
        if (await throttle.AdmitAsync(address, cancellationToken) is { } wait)
        {
            return new LoginOutcome.TooMany(wait);
        }
        var right = password.Length <= AccountLimits.PasswordMaxChars
            ? await hasher.VerifyAsync(password, database.Read(AccountRows.Password), cancellationToken)
            : false;
        if (right is null)
        {
            return new LoginOutcome.TooMany(s_busy);
        }
        await database.WriteAsync(
            connection =>
            {
                if (right.Value)
                {
                    throttle.Succeed(connection, address);
                }
                audit.Append(connection, right.Value ? actor with { Who = "administrator" } : actor, new AuditAct(
                    "administrator.login", "", right.Value ? AuditOutcome.Done : AuditOutcome.Refused));
            },
            cancellationToken);
        return right.Value
            ? new LoginOutcome.Welcome(await sessions.OpenAsync(cancellationToken))
            : new LoginOutcome.Wrong();
    }

    private void Replace(SqliteConnection connection, PasswordHash password, Actor actor, string action)
    {
        AccountRows.SetPassword(connection, password, time.GetUtcNow());
        SessionStore.EndAll(connection);
        audit.Append(connection, actor, new AuditAct(action, "", AuditOutcome.Done, "all sessions ended"));
    }

    private bool IsGood(SqliteConnection connection, byte[] hash) =>
        AccountRows.Link(connection, time.GetUtcNow()) is { } good && CryptographicOperations.FixedTimeEquals(good, hash);

    private string CreateLink(SqliteConnection connection, Actor actor)
    {
        var (text, hash) = SetupLink.Create();
        var endsAt = time.GetUtcNow() + AccountLimits.LinkLife;
        AccountRows.SetLink(connection, hash, endsAt);
        audit.Append(connection, actor, new AuditAct("setup-link.create", "", AuditOutcome.Done, $"good until {endsAt:u}"));
        return text;
    }
}

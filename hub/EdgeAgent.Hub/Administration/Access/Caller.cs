using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Keys;
using EdgeAgent.Hub.Administration.Sessions;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>Who sends a request.</summary>
internal abstract record Caller
{
    private const Scopes Everything = Scopes.Read | Scopes.Infer | Scopes.Actuate | Scopes.Admin;

    private Caller()
    {
    }

    /// <summary>What he may do.</summary>
    public abstract Scopes Scopes { get; }

    /// <summary>His name in the audit log; never a secret.</summary>
    public abstract string Name { get; }

    /// <summary>Nobody that the hub knows.</summary>
    public sealed record Stranger : Caller
    {
        public override Scopes Scopes => Scopes.None;

        public override string Name => "nobody";
    }

    /// <summary>
    /// A program on the hub's own box that named no key: may use the hub, but not say who belongs to it. A box has other
    /// users than its owner, and a web page can make a browser call loopback.
    /// </summary>
    public sealed record Local : Caller
    {
        public override Scopes Scopes => Scopes.Read | Scopes.Infer | Scopes.Actuate;

        public override string Name => "local";
    }

    /// <summary>The command line of whoever owns the data directory.</summary>
    public sealed record Console : Caller
    {
        public override Scopes Scopes => Everything;

        public override string Name => Actor.Console.Who;
    }

    /// <summary>A program with an API key.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="InPath">The key stood in the address, where logs and histories keep it: good for work only.</param>
    public sealed record KeyHolder(ApiKey Key, bool InPath) : Caller
    {
        public override Scopes Scopes => InPath
            ? Key.Terms.Scopes & (Scopes.Read | Scopes.Infer)
            : Key.Terms.Scopes;

        public override string Name => $"key {Key.Id}";
    }

    /// <summary>The administrator, signed in.</summary>
    /// <param name="Session">His session.</param>
    /// <param name="Token">The secret of its cookie, against which changes are checked.</param>
    public sealed record Administrator(Session Session, SessionToken Token) : Caller
    {
        public override Scopes Scopes => Everything;

        public override string Name => "administrator";
    }
}

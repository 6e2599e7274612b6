using EdgeAgent.Hub.Administration.Access;

namespace EdgeAgent.Hub.Pages;

/// <summary>One file of the web page, built into the program.</summary>
/// <param name="Route">Where it is served.</param>
/// <param name="Resource">Its name inside the program.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Needs">Who may see it; <see cref="Scopes.None"/>: everybody.</param>
internal sealed record PageAsset(string Route, string Resource, string ContentType, Scopes Needs = Scopes.None)
{
    private const string Html = "text/html; charset=utf-8";
    private const string Script = "text/javascript; charset=utf-8";

    /// <summary>All of them; there is nothing else to load.</summary>
    public static IReadOnlyList<PageAsset> All { get; } =
    [
        new("/", "pages/index.html", Html, Scopes.Read),
        new("/setup", "pages/setup.html", Html),
        new("/login", "pages/login.html", Html),
        new("/ca", "pages/ca.html", Html),
        new("/pairing", "pages/pairing.html", Html, Scopes.Admin),
        new("/keys", "pages/keys.html", Html, Scopes.Admin),
        new("/audit", "pages/audit.html", Html, Scopes.Admin),
        new("/settings", "pages/settings.html", Html, Scopes.Admin),
        new("/app.css", "pages/app.css", "text/css; charset=utf-8"),
        new("/app.js", "pages/app.js", Script, Scopes.Read),
        new("/hub.js", "pages/hub.js", Script),
        new("/setup.js", "pages/setup.js", Script),
        new("/login.js", "pages/login.js", Script),
        new("/pairing.js", "pages/pairing.js", Script, Scopes.Admin),
        new("/keys.js", "pages/keys.js", Script, Scopes.Admin),
        new("/audit.js", "pages/audit.js", Script, Scopes.Admin),
        new("/settings.js", "pages/settings.js", Script, Scopes.Admin),
        new("/favicon.svg", "pages/favicon.svg", "image/svg+xml"),
    ];

    /// <summary>Whether it is a page, and not a part of pages.</summary>
    public bool IsPage => ContentType == Html;
}

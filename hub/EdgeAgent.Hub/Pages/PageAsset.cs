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

    /// <summary>All of them; there is nothing else to load.</summary>
    public static IReadOnlyList<PageAsset> All { get; } =
    [
        new("/", "pages/index.html", Html, Scopes.Read),
        new("/app.css", "pages/app.css", "text/css; charset=utf-8"),
        new("/app.js", "pages/app.js", "text/javascript; charset=utf-8"),
        new("/favicon.svg", "pages/favicon.svg", "image/svg+xml"),
    ];

    /// <summary>Whether it is a page, and not a part of pages.</summary>
    public bool IsPage => ContentType == Html;
}

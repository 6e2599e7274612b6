using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>Why a request goes no further, in words that every door puts into its own shape.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">For a person: what is wrong and what to do.</param>
/// <param name="Code">For a program.</param>
/// <param name="RetryAfterSeconds">When to come again; null: do not.</param>
internal sealed record Refusal(int Status, string Message, string Code, int? RetryAfterSeconds = null)
{
    /// <summary>No key, or one that is not (any more) of this hub: one answer for all of these, so that nothing can be learned from it.</summary>
    public static Refusal NotKnown { get; } = new(
        StatusCodes.Status401Unauthorized,
        "A valid API key is needed: send it as 'Authorization: Bearer KEY'. Keys are made on the hub's page or with "
        + "'edgehub keys add'.",
        "invalid_api_key");

    /// <summary>Known, but not allowed to do this.</summary>
    public static Refusal NotAllowed(Scopes anyOf) => new(
        StatusCodes.Status403Forbidden,
        anyOf == Scopes.Admin
            ? "Only the administrator may do this: sign in on the hub's page, or use a key with the scope admin."
            : $"The key does not have the scope that this needs: {string.Join(" or ", ScopeNames.Of(anyOf))}.",
        "insufficient_scope");

    /// <summary>Sent by a page of another origin.</summary>
    public static Refusal ForeignOrigin { get; } = new(
        StatusCodes.Status403Forbidden,
        "Requests from pages of other origins are refused.",
        "foreign_origin");

    /// <summary>The route's feature forgot to say who may call it.</summary>
    public static Refusal Undeclared { get; } = new(
        StatusCodes.Status403Forbidden,
        "This route does not say who may call it, so nobody may. This is a fault of the hub.",
        "no_access_declared");

    /// <summary>A change in a session's name that does not prove that the hub's own page asks for it.</summary>
    public static Refusal NoCsrfToken { get; } = new(
        StatusCodes.Status403Forbidden,
        "The request does not carry the token of its session. Load the page again.",
        "csrf_token_missing");
}

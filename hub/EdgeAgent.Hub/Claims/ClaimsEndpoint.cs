using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Hub.Claims.Json;
using EdgeAgent.Identity;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Claims;

/// <summary>Shows claims to people and to strangers who check them.</summary>
internal sealed class ClaimsEndpoint(ClaimStore store, ClaimProofs proofs)
{
    private const int DefaultPage = 50;

    /// <summary><c>GET /api/hub/claims?limit&amp;before</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        var limit = ReadNumber(context, "limit", DefaultPage);
        var before = ReadNumber(context, "before", long.MaxValue);
        if (limit is null or < 1 or > ClaimStore.MaxPage || before is null)
        {
            return FailAsync(
                context,
                StatusCodes.Status400BadRequest,
                $"limit must be 1 to {ClaimStore.MaxPage}, before a number from an earlier page.");
        }
        var claims = store.List((int)limit, before);
        return WriteAsync(
            context,
            new ClaimPage([.. claims.Select(Summarize)], claims.Count == limit ? claims[^1].Row : null),
            ClaimsJson.Default.ClaimPage);
    }

    /// <summary><c>GET /api/hub/claims/{hash}</c>.</summary>
    public Task FindAsync(HttpContext context)
    {
        if (!Bytes32.TryParse(context.Request.RouteValues["hash"] as string, out var digest))
        {
            return FailAsync(
                context, StatusCodes.Status400BadRequest, "A claim's hash is 0x and 64 lower-case hexadecimal digits.");
        }
        return store.Find(digest) is { } claim
            ? WriteAsync(context, Detail(claim), ClaimsJson.Default.ClaimDetail)
            : FailAsync(context, StatusCodes.Status404NotFound, "The hub has no such claim.");
    }

    /// <summary><c>GET /api/hub/claims/{hash}/proof</c>.</summary>
    public Task ProveAsync(HttpContext context)
    {
        if (!Bytes32.TryParse(context.Request.RouteValues["hash"] as string, out var digest))
        {
            return FailAsync(
                context, StatusCodes.Status400BadRequest, "A claim's hash is 0x and 64 lower-case hexadecimal digits.");
        }
        return proofs.Find(digest) is { } proof
            ? WriteAsync(context, proof, ClaimsJson.Default.ClaimProof)
            : FailAsync(
                context, StatusCodes.Status404NotFound, "The hub has no such claim, or it is not settled yet.");
    }

    private static ClaimSummary Summarize(StoredClaim stored)
    {
        var claim = stored.Signed.Claim;
        return new ClaimSummary(
            stored.Digest.ToString(),
            claim.Device.ToString(),
            claim.Seq,
            claim.Kind.ToString().ToLowerInvariant(),
            ClaimVerifier.ModelOf(claim).ToString(),
            claim.UnitsIn,
            claim.UnitsOut,
            claim.WorkUnits.ToString(CultureInfo.InvariantCulture),
            claim.Amount.ToString(CultureInfo.InvariantCulture),
            claim.StartedAt,
            claim.FinishedAt,
            stored.ReceivedAt,
            Word(stored.Verdict),
            Reason(stored.Fault));
    }

    private static ClaimDetail Detail(StoredClaim stored) => new(
        stored.Digest.ToString(),
        stored.Signed.Claim.Device.ToString(),
        Element(TypedData.ToJson(stored.Signed.Claim)),
        stored.Signed.Signature.ToString(),
        new SignedData(Element(TypedData.ToJson(stored.Signed.Lock.Lock)), stored.Signed.Lock.Signature.ToString()),
        Word(stored.Verdict),
        Reason(stored.Fault),
        stored.ReceivedAt);

    private static JsonElement Element(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }

    private static string Word(ClaimVerdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string? Reason(ClaimFault? fault) => fault is { } known ? ClaimFaults.Describe(known) : null;

    private static long? ReadNumber(HttpContext context, string name, long absent)
    {
        if (!context.Request.Query.TryGetValue(name, out var text))
        {
            return absent;
        }
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static Task FailAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ClaimError(message), ClaimsJson.Default.ClaimError);
    }

    private static Task WriteAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.BodyWriter, body, type, context.RequestAborted);
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EdgeAgent.Hub.Pages;

/// <summary>Serves one asset from memory, with headers that let the page do what it does and nothing else.</summary>
internal sealed class PageEndpoint
{
    // No script but our own file, nothing from elsewhere, no frame around it: text from devices cannot become code.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly PageAsset _asset;
    private readonly byte[] _content;
    private readonly EntityTagHeaderValue _tag;

    /// <summary>Reads the asset.</summary>
    public PageEndpoint(PageAsset asset)
    {
        _asset = asset;
        using var stream = typeof(PageEndpoint).Assembly.GetManifestResourceStream(asset.Resource)
            ?? throw new InvalidOperationException($"The program was built without {asset.Resource}.");
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_content))[..32]}\"");
    }

    public Task GetAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = "no-cache"; // ask each time, so that an updated hub shows its own page
        return TypedResults.Bytes(_content, _asset.ContentType, entityTag: _tag).ExecuteAsync(context);
    }
}

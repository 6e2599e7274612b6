using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Hub.Devices;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Doors;

/// <summary>Hands out the certificate of the hub's own authority, so that browsers and programs can be told to trust it. It is public by nature.</summary>
internal sealed class AuthorityEndpoint(HubIdentity identity)
{
    // Under this type phones and browsers offer to install what they load.
    private const string ContentType = "application/x-x509-ca-cert";

    /// <summary><c>GET /ca.crt</c>: PEM.</summary>
    public Task GetPemAsync(HttpContext context) =>
        SendAsync(context, "edgehub-ca.crt", System.Text.Encoding.ASCII.GetBytes(Certificate.ExportCertificatePem() + "\n"));

    /// <summary><c>GET /ca.der</c>: DER.</summary>
    public Task GetDerAsync(HttpContext context) => SendAsync(context, "edgehub-ca.der", Certificate.RawData);

    private X509Certificate2 Certificate => identity.Authority.Certificate;

    private static Task SendAsync(HttpContext context, string name, byte[] content)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(content, ContentType, name).ExecuteAsync(context);
    }
}

using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>Speaks TLS with anybody, as pairing does: who is there shows in the exchange.</summary>
internal static class TrustingClient
{
    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler")]
    [SuppressMessage("Security", "CA5359", Justification = "That TLS proves nothing here is what is tested")]
    public static HttpClient Create(Uri door) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
    })
    {
        BaseAddress = door,
    };
}

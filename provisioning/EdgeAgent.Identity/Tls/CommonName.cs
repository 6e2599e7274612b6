using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>Subjects of the form <c>CN=0x…</c>.</summary>
internal static class CommonName
{
    public static X500DistinguishedName Of(Address device) => new($"CN={device}");

    /// <summary>Reads a subject that is one common name with an address, and nothing else.</summary>
    public static bool TryRead(X500DistinguishedName subject, out Address device)
    {
        device = default;
        try
        {
            return subject.EnumerateRelativeDistinguishedNames().ToArray() is [{ HasMultipleElements: false } only]
                && only.GetSingleElementType().Value == Oids.CommonName
                && Address.TryParse(only.GetSingleElementValue(), out device);
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            return false; // not DER, or a value that is not text
        }
    }
}

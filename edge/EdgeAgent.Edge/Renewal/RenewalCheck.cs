using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Edge.Enrolment;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Renewal;

/// <summary>What a renewed grant must be: of the same hub, for this device and its next key, under the authority that the hub's key has just named.</summary>
internal static class RenewalCheck
{
    /// <exception cref="RenewalException">It is not; the text says what does not fit.</exception>
    public static void Check(
        EnrolmentGrant grant, HomeMembership home, RenewalTerms terms, Address device, Bytes32 nextKey)
    {
        try
        {
            var renewed = HomeFile.Open(grant);
            Require(renewed.Hub == home.Hub, "it is signed by another hub");
            Require(grant.Descriptor.Device == device, "it is for another device");
            using var authority = X509CertificateLoader.LoadCertificate(grant.Authority);
            using var certificate = X509CertificateLoader.LoadCertificate(grant.Certificate);
            Require(TlsKey.SpkiHashOf(authority) == terms.Authority, "its authority is not the one that the hub has named");
            var facts = PeerCertificates.ReadDevice(certificate, authority);
            Require(facts is not null, "its certificate is not a device certificate of its authority");
            Require(facts!.Device == device && facts.SpkiHash == nextKey, "its certificate is for another device or key");
            Require((ulong)facts.NotAfter.ToUnixTimeSeconds() > terms.Time, "its certificate has already ended");
        }
        catch (EnrolmentRefusedException e)
        {
            throw new RenewalException(e.Message, e);
        }
        catch (CryptographicException e)
        {
            throw new RenewalException("The renewed grant is refused: a certificate cannot be read.", e);
        }
    }

    private static void Require(bool fits, string otherwise)
    {
        if (!fits)
        {
            throw new RenewalException($"The renewed grant is refused: {otherwise}.");
        }
    }
}

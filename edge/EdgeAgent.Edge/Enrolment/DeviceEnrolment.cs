using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Identity;
using EdgeAgent.Identity.Tls;

namespace EdgeAgent.Edge.Enrolment;

/// <summary>The device's side of enrolment, without transport: gives its consent, and takes nothing but what it consented to.</summary>
internal sealed class DeviceEnrolment(SigningKey key, TlsKey tls)
{
    /// <summary>Consents to belong to the hub of the offer: signs both of the device's keys, the hub and this run together.</summary>
    /// <param name="offer">What the hub shows of itself.</param>
    /// <param name="hardware">Board and processor in words.</param>
    /// <exception cref="EnrolmentRefusedException">The offer contradicts itself.</exception>
    public EnrolmentRequest Answer(EnrolmentOffer offer, string hardware)
    {
        if (Home.IdOf(offer.Hub) != offer.HomeId)
        {
            throw new EnrolmentRefusedException("The offer's home is not the home of its hub.");
        }
        if (offer.Transcript == default)
        {
            throw new EnrolmentRefusedException("The offer names no run: its transcript is zero.");
        }
        var permit = new PairPermit(
            key.Address, offer.Hub, offer.HomeId, tls.SpkiHash, offer.CaSpkiHash, offer.Transcript);
        return new EnrolmentRequest(
            permit, key.Sign(TypedData.Digest(permit)), tls.CreateRequest(key.Address), hardware);
    }

    /// <summary>Checks the grant against the offer that was answered, and against the device's own keys.</summary>
    /// <exception cref="EnrolmentRefusedException">Something does not fit; the text says what.</exception>
    public HomeMembership Check(EnrolmentOffer offer, EnrolmentGrant grant)
    {
        var home = HomeFile.Open(grant);
        Require(home.Hub == offer.Hub, "it is signed by another hub than the one that made the offer");
        Require(grant.Descriptor.Device == key.Address, "it is for another device");
        try
        {
            using var authority = X509CertificateLoader.LoadCertificate(grant.Authority);
            using var certificate = X509CertificateLoader.LoadCertificate(grant.Certificate);
            Require(SpkiHash(authority) == offer.CaSpkiHash, "its authority is not the one of the offer");
            Require(
                // By the hub's clock: this device may have none, and gets its time from here.
                PeerCertificates.IsDevice(
                    certificate, authority, Time(grant), out var device, out var spkiHash, out _),
                "its certificate is not a valid device certificate of its authority");
            Require(device == key.Address, "its certificate is for another device");
            Require(spkiHash == tls.SpkiHash, "its certificate holds another key");
        }
        catch (CryptographicException e)
        {
            throw new EnrolmentRefusedException("The grant is refused: a certificate cannot be read.", e);
        }
        return home;
    }

    private static DateTimeOffset Time(EnrolmentGrant grant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
            grant.Time, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static Bytes32 SpkiHash(X509Certificate2 certificate) =>
        new(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    private static void Require(bool fits, string otherwise)
    {
        if (!fits)
        {
            throw new EnrolmentRefusedException($"The grant is refused: {otherwise}.");
        }
    }
}

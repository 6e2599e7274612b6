using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>The name <c>urn:ea:hub:&lt;address&gt;</c> in a hub's server certificate.</summary>
internal static class HubUri
{
    private static readonly Asn1Tag s_uniformResourceIdentifier = new(TagClass.ContextSpecific, 6);

    public static string Of(Address hub) => $"urn:ea:hub:{hub}";

    /// <summary>Whether the certificate has exactly one URI among its alternative names, and it is this hub's.</summary>
    public static bool Names(X509Certificate2 certificate, Address hub)
    {
        var uris = new List<string>();
        try
        {
            foreach (var extension in certificate.Extensions.Where(e => e.Oid?.Value == Oids.SubjectAlternativeName))
            {
                // SubjectAltName ::= SEQUENCE OF GeneralName; uniformResourceIdentifier [6] IA5String
                var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
                while (names.HasData)
                {
                    if (names.PeekTag().HasSameClassAndValue(s_uniformResourceIdentifier))
                    {
                        uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, s_uniformResourceIdentifier));
                    }
                    else
                    {
                        names.ReadEncodedValue();
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            return false;
        }
        return uris is [var only] && string.Equals(only, Of(hub), StringComparison.Ordinal);
    }
}

using System.Security.Cryptography;

namespace EdgeAgent.Identity.Tls;

/// <summary>Object identifiers of X.509.</summary>
internal static class Oids
{
    /// <summary>id-at-commonName (X.520).</summary>
    public const string CommonName = "2.5.4.3";

    /// <summary>id-ecPublicKey (RFC 5480, 2.1.1).</summary>
    public const string EcPublicKey = "1.2.840.10045.2.1";

    /// <summary>secp256r1, the curve P-256 (RFC 5480, 2.1.1.1).</summary>
    public const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>ecdsa-with-SHA256 (RFC 5758, 3.2).</summary>
    public const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";

    /// <summary>id-ce-subjectAltName (RFC 5280, 4.2.1.6).</summary>
    public const string SubjectAlternativeName = "2.5.29.17";

    /// <summary>id-kp-serverAuth (RFC 5280, 4.2.1.12).</summary>
    public static Oid ServerAuthentication { get; } = new("1.3.6.1.5.5.7.3.1");

    /// <summary>id-kp-clientAuth (RFC 5280, 4.2.1.12).</summary>
    public static Oid ClientAuthentication { get; } = new("1.3.6.1.5.5.7.3.2");
}

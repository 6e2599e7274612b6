namespace EdgeAgent.Hub.Renewal;

/// <summary>Why a device gets no new certificate.</summary>
internal enum RenewalRefusal
{
    /// <summary>Copies of it are about, and it is not the one that the owner has chosen.</summary>
    Held,

    /// <summary>It speaks for another device, home or key than its connection's.</summary>
    OtherKey,

    /// <summary>The signature is not the device's.</summary>
    Signature,

    /// <summary>A later succession was accepted already.</summary>
    Superseded,

    /// <summary>The certificate request is not one that the authority signs.</summary>
    CertificateRequest,

    /// <summary>Too many in an hour.</summary>
    TooOften,
}

namespace EdgeAgent.Hub.Devices;

/// <summary>Why a device is not taken in.</summary>
internal enum EnrolmentRefusal
{
    /// <summary>The permit is for another hub, home, authority or run.</summary>
    OtherOffer,

    /// <summary>The offer is too old.</summary>
    Late,

    /// <summary>The permit is not signed by the device that it names.</summary>
    Signature,

    /// <summary>The certificate request is not one that the authority signs.</summary>
    CertificateRequest,

    /// <summary>The certificate request has another key than the permit.</summary>
    OtherKey,

    /// <summary>The owner has put this device out.</summary>
    Revoked,

    /// <summary>The home has as many devices as it can have.</summary>
    HomeFull,
}

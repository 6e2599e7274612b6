namespace EdgeAgent.Hub.Doors;

/// <summary>What a TLS door wants of its clients.</summary>
internal enum ClientCertificates
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A registered device's certificate, or none at all.</summary>
    Optional,

    /// <summary>A registered device's certificate.</summary>
    Required,
}

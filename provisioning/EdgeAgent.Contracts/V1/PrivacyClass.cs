using System.Diagnostics.CodeAnalysis;

namespace EdgeAgent.Contracts.V1;

/// <summary>Who may see the work.</summary>
[SuppressMessage("Design", "CA1028:Enum storage should be Int32", Justification = "uint8 in the signed data")]
public enum PrivacyClass : byte
{
    /// <summary>Devices of the requester's home only.</summary>
    Home = 1,

    /// <summary>Homes that the owner trusts, too.</summary>
    Trusted = 2,

    /// <summary>Anybody.</summary>
    Public = 3,
}

using EdgeAgent.Contracts;

namespace EdgeAgent.Identity;

/// <summary>Names of homes.</summary>
public static class Home
{
    /// <summary><c>keccak256("EdgeAgent home 1" ‖ hub address)</c> (wire protocol, "Who is who").</summary>
    public static Bytes32 IdOf(Address hub)
    {
        Span<byte> address = stackalloc byte[Address.SizeBytes];
        hub.CopyTo(address);
        return Keccak256.Hash("EdgeAgent home 1"u8, address);
    }
}

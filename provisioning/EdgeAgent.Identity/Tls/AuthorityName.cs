using EdgeAgent.Contracts;

namespace EdgeAgent.Identity.Tls;

/// <summary>The server name (RFC 6066, 3) by which a device says which authority it trusts: while a home changes its authority, the hub holds certificates of both.</summary>
public static class AuthorityName
{
    private const int HexChars = 40;

    /// <summary><c>&lt;40 digits of the key's SHA-256&gt;.authority.invalid</c>; no host has such a name (RFC 2606, 2).</summary>
    public static string Of(Bytes32 authoritySpkiHash) =>
        $"{authoritySpkiHash.ToString().AsSpan(2, HexChars)}.authority.invalid";
}

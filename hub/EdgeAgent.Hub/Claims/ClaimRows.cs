using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Claims;

/// <summary>Claims by their digest, inside a read or write of the caller.</summary>
internal static class ClaimRows
{
    /// <summary>A claim with its papers; null: the hub does not have it.</summary>
    public static SignedClaim? Find(SqliteConnection connection, Bytes32 digest)
    {
        var rows = connection.Query(
            "SELECT message FROM claims WHERE digest = $digest",
            static reader => WireJson.Parse(reader.GetFieldValue<byte[]>(0), WireJson.Default.SignedClaim),
            ("$digest", digest));
        return rows is [var signed] ? signed : null;
    }
}

using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Claims;

/// <summary>Pays for claims.</summary>
internal interface IClaimSettlement
{
    /// <summary>A claim was accepted; runs inside the write that keeps it, so both are kept or neither is.</summary>
    /// <param name="connection">The write.</param>
    /// <param name="signed">The claim with its papers, checked.</param>
    /// <param name="claim">Its digest.</param>
    /// <returns>What to do after the commit; null: nothing.</returns>
    Action? Take(SqliteConnection connection, SignedClaim signed, Bytes32 claim);
}

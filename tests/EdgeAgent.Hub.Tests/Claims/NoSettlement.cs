using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Claims;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Tests.Claims;

/// <summary>Where the test is about the chain of claims alone.</summary>
internal sealed class NoSettlement : IClaimSettlement
{
    public Action? Take(SqliteConnection connection, SignedClaim signed, Bytes32 claim) => null;
}

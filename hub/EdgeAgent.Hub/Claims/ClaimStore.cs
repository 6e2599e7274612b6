using EdgeAgent.Contracts;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Claims;

/// <summary>All claims that the hub holds, and the way new ones get in.</summary>
internal sealed class ClaimStore(HubDatabase database, ClaimChain chain)
{
    /// <summary>Most claims of one page.</summary>
    public const int MaxPage = 200;

    private const string Columns = "id, digest, verdict, fault, message, received_at";

    /// <summary>Takes claims in order, in one commit.</summary>
    /// <returns>What became of each, after it is on disk.</returns>
    /// <exception cref="StorageException">Nothing was kept.</exception>
    public async Task<IReadOnlyList<ClaimOutcome>> TakeAsync(
        IReadOnlyList<IncomingClaim> claims, CancellationToken cancellationToken)
    {
        var (outcomes, actions) = await database.WriteAsync(
            connection =>
            {
                var after = new List<Action>();
                var taken = claims.Select(claim => chain.Take(connection, claim, after)).ToArray();
                return (taken, after);
            },
            cancellationToken);
        foreach (var action in actions)
        {
            action();
        }
        return outcomes;
    }

    /// <summary>The newest claims, newest first.</summary>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    /// <param name="before">Only claims that came before this <see cref="StoredClaim.Row"/>; null: from the newest
    /// on.</param>
    public IReadOnlyList<StoredClaim> List(int limit, long? before) => database.Read(connection => connection.Query(
        $"SELECT {Columns} FROM claims WHERE id < $before ORDER BY id DESC LIMIT $limit",
        Map,
        ("$before", before ?? long.MaxValue),
        ("$limit", limit)));

    /// <summary>One claim; null when the hub does not have it.</summary>
    public StoredClaim? Find(Bytes32 digest) => database.Read(connection => connection.Query(
        $"SELECT {Columns} FROM claims WHERE digest = $digest", Map, ("$digest", digest))) is [var claim]
        ? claim
        : null;

    private static StoredClaim Map(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetBytes32(1),
        WireJson.Parse(reader.GetFieldValue<byte[]>(4), WireJson.Default.SignedClaim),
        (ClaimVerdict)reader.GetInt64(2),
        reader.IsDBNull(3) ? null : Enum.Parse<ClaimFault>(reader.GetString(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(5)));
}

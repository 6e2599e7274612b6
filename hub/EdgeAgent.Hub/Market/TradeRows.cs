using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Storage;
using Microsoft.Data.Sqlite;

namespace EdgeAgent.Hub.Market;

/// <summary>The table of trades that are not settled.</summary>
internal static class TradeRows
{
    /// <summary>One trade; null: nothing is known of it.</summary>
    public static PendingTrade? Find(SqliteConnection connection, Bytes32 agreement)
    {
        var rows = connection.Query(
            "SELECT claim, delivered_in, delivered_out, reason FROM market_trades WHERE agreement = $agreement",
            static reader => new PendingTrade(
                reader.IsDBNull(0) ? null : reader.GetBytes32(0),
                reader.IsDBNull(1)
                    ? null
                    : new Delivery(
                        (ulong)reader.GetInt64(1), (ulong)reader.GetInt64(2), (ReceiptReason)reader.GetInt64(3))),
            ("$agreement", agreement));
        return rows is [var trade] ? trade : null;
    }

    /// <summary>Trades whose claim has come and whose time to hear of a delivery is over.</summary>
    public static IReadOnlyList<(Bytes32 Agreement, Bytes32? Claim)> FindDue(
        SqliteConnection connection, long nowMs, int limit) => connection.Query(
            "SELECT agreement, claim FROM market_trades WHERE due <= $now ORDER BY due LIMIT $limit",
            static reader => (reader.GetBytes32(0), reader.IsDBNull(1) ? (Bytes32?)null : reader.GetBytes32(1)),
            ("$now", nowMs),
            ("$limit", limit));

    /// <summary>A claim waits for the word on its delivery.</summary>
    public static void KeepClaim(SqliteConnection connection, Bytes32 agreement, Bytes32 claim, long dueMs) =>
        connection.Execute(
            """
            INSERT INTO market_trades (agreement, claim, due) VALUES ($agreement, $claim, $due)
            ON CONFLICT (agreement) DO UPDATE SET claim = $claim, due = $due
            """,
            ("$agreement", agreement),
            ("$claim", claim),
            ("$due", dueMs));

    /// <summary>A delivery waits for its claim.</summary>
    public static void KeepDelivery(SqliteConnection connection, Bytes32 agreement, Delivery delivery, long dueMs) =>
        connection.Execute(
            """
            INSERT INTO market_trades (agreement, delivered_in, delivered_out, reason, due)
            VALUES ($agreement, $in, $out, $reason, $due)
            ON CONFLICT (agreement) DO NOTHING
            """,
            ("$agreement", agreement),
            ("$in", (long)delivery.UnitsIn),
            ("$out", (long)delivery.UnitsOut),
            ("$reason", (long)(byte)delivery.Reason),
            ("$due", dueMs));

    /// <summary>Moves a trade's time.</summary>
    public static void Postpone(SqliteConnection connection, Bytes32 agreement, long dueMs) => connection.Execute(
        "UPDATE market_trades SET due = $due WHERE agreement = $agreement", ("$due", dueMs), ("$agreement", agreement));

    /// <summary>A trade is over.</summary>
    public static void Remove(SqliteConnection connection, Bytes32 agreement) =>
        connection.Execute("DELETE FROM market_trades WHERE agreement = $agreement", ("$agreement", agreement));
}

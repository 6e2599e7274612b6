using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Market;

/// <summary>Trades that wait for their settlement: for the claim, or for the word on what was delivered.</summary>
internal static class MarketSchema
{
    public static StoreSchema Value { get; } = new(
        "market",
        [
            """
            CREATE TABLE market_trades (
                agreement BLOB PRIMARY KEY,
                claim BLOB,
                delivered_in INTEGER,
                delivered_out INTEGER,
                reason INTEGER,
                due INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX market_trades_by_due ON market_trades (due);
            """,
        ]);
}

namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>An amount that is set aside for work that runs.</summary>
internal sealed class SpendHold(ApiKey? key, long micros)
{
    /// <summary>Who pays; null: nobody counts.</summary>
    public ApiKey? Key { get; } = key;

    /// <summary>How much, in millionths of a credit.</summary>
    public long Micros { get; } = micros;

    /// <summary>Charged or released; guarded by the budget's lock.</summary>
    internal bool Ended { get; set; }
}

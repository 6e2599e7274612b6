namespace EdgeAgent.Hub.Administration.Keys;

/// <summary>What a key has spent, in millionths of a credit.</summary>
internal sealed class KeySpending
{
    private long _spentMicros;

    /// <summary>Charged and on disk.</summary>
    public long SpentMicros
    {
        get => Volatile.Read(ref _spentMicros);
        set => Volatile.Write(ref _spentMicros, value);
    }

    /// <summary>Held for work that runs; lost in a crash together with that work.</summary>
    public long HeldMicros { get; set; }
}

using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Ledger;

/// <summary>An open escrow.</summary>
/// <param name="payer">Who gets back what is left.</param>
/// <param name="micros">What was set aside.</param>
/// <param name="deadlineMs">Until when it may stay open, Unix milliseconds.</param>
internal sealed class LedgerEscrow(LedgerAccount payer, long micros, long deadlineMs)
{
    // Agreements of a lease; bounded by the lease's time and by the device's speed.
    private HashSet<Bytes32>? _settled;

    public LedgerAccount Payer { get; } = payer;

    public long DeadlineMs { get; } = deadlineMs;

    /// <summary>What it holds now.</summary>
    public long LeftMicros { get; private set; } = micros;

    /// <summary>Whether an agreement that draws on it is settled.</summary>
    public bool HasSettled(Bytes32 agreement) => _settled?.Contains(agreement) ?? false;

    /// <summary>Takes a payment out and remembers its agreement.</summary>
    public void Draw(Bytes32 agreement, long micros)
    {
        LeftMicros -= micros;
        (_settled ??= []).Add(agreement);
    }
}

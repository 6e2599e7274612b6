namespace EdgeAgent.Hub.Ledger;

/// <summary>Kinds of accounts.</summary>
internal enum LedgerAccountKind : byte
{
    /// <summary>The people of the home: pays for what they ask, gets what their devices earn.</summary>
    Household,

    /// <summary>What a device has earned and not yet paid out.</summary>
    Device,

    /// <summary>What is set aside for one agreement.</summary>
    Escrow,

    /// <summary>Payments that were taken back; nobody's.</summary>
    Kitty,
}

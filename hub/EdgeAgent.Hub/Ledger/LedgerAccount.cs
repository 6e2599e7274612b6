using System.Runtime.InteropServices;
using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Names an account: <c>household</c>, <c>kitty</c>, <c>device:&lt;address&gt;</c>, <c>escrow:&lt;agreement&gt;</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LedgerAccount
{
    private const string DevicePrefix = "device:";
    private const string EscrowPrefix = "escrow:";

    private LedgerAccount(LedgerAccountKind kind, Bytes32 id) => (Kind, Id) = (kind, id);

    /// <summary>The people of the home.</summary>
    public static LedgerAccount Household => new(LedgerAccountKind.Household, default);

    /// <summary>Payments that were taken back.</summary>
    public static LedgerAccount Kitty => new(LedgerAccountKind.Kitty, default);

    /// <summary>What kind of account it is.</summary>
    public LedgerAccountKind Kind { get; }

    /// <summary>The agreement of an escrow, the address of a device behind 12 zero bytes; else zero.</summary>
    private Bytes32 Id { get; }

    /// <summary>A device's account.</summary>
    public static LedgerAccount Device(Address device)
    {
        Span<byte> bytes = stackalloc byte[Bytes32.SizeBytes];
        bytes.Clear();
        device.CopyTo(bytes[(Bytes32.SizeBytes - Address.SizeBytes)..]);
        return new LedgerAccount(LedgerAccountKind.Device, new Bytes32(bytes));
    }

    /// <summary>The escrow of an agreement.</summary>
    public static LedgerAccount Escrow(Bytes32 agreement) => new(LedgerAccountKind.Escrow, agreement);

    /// <summary>Reads the text form, strictly.</summary>
    public static bool TryParse(string text, out LedgerAccount account)
    {
        account = default;
        if (text.StartsWith(DevicePrefix, StringComparison.Ordinal)
            && Address.TryParse(text.AsSpan(DevicePrefix.Length), out var device))
        {
            account = Device(device);
            return true;
        }
        if (text.StartsWith(EscrowPrefix, StringComparison.Ordinal)
            && Bytes32.TryParse(text.AsSpan(EscrowPrefix.Length), out var agreement))
        {
            account = Escrow(agreement);
            return true;
        }
        account = text == "kitty" ? Kitty : Household;
        return text is "kitty" or "household";
    }

    /// <summary>The device of a device's account.</summary>
    /// <exception cref="InvalidOperationException">Another kind of account.</exception>
    public Address ToDevice() => Kind == LedgerAccountKind.Device
        ? new Address(Id.ToArray().AsSpan(Bytes32.SizeBytes - Address.SizeBytes))
        : throw new InvalidOperationException($"{this} is not a device's account.");

    /// <summary>The text form.</summary>
    public override string ToString() => Kind switch
    {
        LedgerAccountKind.Household => "household",
        LedgerAccountKind.Kitty => "kitty",
        LedgerAccountKind.Device => DevicePrefix + ToDevice(),
        _ => EscrowPrefix + Id,
    };
}

namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>Collects the entries of a long name, which stand before the short one, the name's end first.</summary>
internal sealed class LongNameReader
{
    private const int OrdinalMask = 0x3F;

    private readonly List<long> _slots = [];
    private readonly List<string> _parts = [];
    private int _expected;
    private byte _checksum;

    /// <summary>Takes the next entry; one that does not continue the name drops what was collected.</summary>
    public void Add(long offset, ReadOnlySpan<byte> slot)
    {
        var ordinal = slot[0] & OrdinalMask;
        if ((slot[0] & FatSlot.LastLong) != 0)
        {
            Clear();
            _expected = ordinal;
            _checksum = slot[13];
        }
        if (ordinal == 0 || ordinal != _expected || slot[13] != _checksum)
        {
            Clear();
            return;
        }
        _expected--;
        _slots.Add(offset);
        _parts.Insert(0, FatSlot.LongPart(slot));
    }

    /// <summary>The name, if it is whole and belongs to the short name with this checksum.</summary>
    public (string? Name, IReadOnlyList<long> Slots) Take(byte checksum)
    {
        if (_parts.Count == 0 || _expected != 0 || checksum != _checksum)
        {
            return (null, []);
        }
        return (string.Concat(_parts), [.. _slots]);
    }

    /// <summary>Forgets what was collected.</summary>
    public void Clear()
    {
        _slots.Clear();
        _parts.Clear();
        _expected = 0;
    }
}

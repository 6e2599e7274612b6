namespace EdgeAgent.Provisioning.Disks;

/// <summary>CRC-32 of ISO 3309, as GPT headers carry it (UEFI 2.10, 5.3.2).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>The sum of <paramref name="data"/>. Tables of partitions are small: no lookup table.</summary>
    public static uint Of(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var value in data)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ (Polynomial & (0 - (sum & 1)));
            }
        }
        return ~sum;
    }
}

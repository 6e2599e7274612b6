namespace EdgeAgent.Provisioning.Disks;

/// <summary>The one check that keeps every read and write inside its disk.</summary>
internal static class DiskRange
{
    /// <exception cref="DiskFormatException">The range does not lie inside <paramref name="disk"/>.</exception>
    public static void Check(IDisk disk, long offset, long count)
    {
        if (offset < 0 || count < 0 || offset > disk.LengthBytes - count)
        {
            throw new DiskFormatException(
                $"Bytes {offset} to {offset + count} lie outside the {disk.LengthBytes} bytes of this disk or partition: "
                + "its partition table or file system is damaged. Write the image again.");
        }
    }
}

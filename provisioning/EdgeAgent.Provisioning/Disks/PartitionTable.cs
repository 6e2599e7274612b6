namespace EdgeAgent.Provisioning.Disks;

/// <summary>Finds the partitions of a disk: MBR with primary partitions, or GPT.</summary>
internal static class PartitionTable
{
    /// <summary>All partitions, in the order of the table.</summary>
    /// <exception cref="DiskFormatException">There is no table, or it is damaged.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    public static IReadOnlyList<Partition> Read(IDisk disk)
    {
        var record = MasterBootRecord.Read(disk);
        var partitions = record.IsProtective ? GuidPartitionTable.Read(disk) : record.Partitions;
        CheckApart(disk, partitions);
        return partitions;
    }

    private static void CheckApart(IDisk disk, IReadOnlyList<Partition> partitions)
    {
        var end = 0L;
        foreach (var partition in partitions.OrderBy(static partition => partition.StartByte))
        {
            if (partition.StartByte < end)
            {
                throw new DiskFormatException(
                    $"Partition {partition.Number} overlaps another one: the partition table is damaged. "
                    + "Write the image again.");
            }
            end = partition.StartByte + partition.LengthBytes;
            if (end > disk.LengthBytes)
            {
                throw new DiskFormatException(
                    $"Partition {partition.Number} ends at byte {end}, but there are only {disk.LengthBytes}: the image is "
                    + "cut off, or the card is too small. Download the image again, or take a larger card.");
            }
        }
    }
}

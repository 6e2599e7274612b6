namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>A file or directory as its directory lists it.</summary>
/// <param name="Name">The long name where there is one, else the short one.</param>
/// <param name="ShortName">The short name, 11 characters without dot.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
/// <param name="SizeBytes">Length of a file; 0 for a directory.</param>
/// <param name="FirstCluster">Where its content begins; 0: it is empty, or for a directory, the root.</param>
/// <param name="Slots">Offsets of its entries on the volume: those of the long name, then the short one.</param>
internal sealed record FatItem(
    string Name, string ShortName, bool IsDirectory, uint SizeBytes, uint FirstCluster, IReadOnlyList<long> Slots)
{
    /// <summary>Offset of the entry that holds cluster and size.</summary>
    public long EntryOffset => Slots[^1];
}

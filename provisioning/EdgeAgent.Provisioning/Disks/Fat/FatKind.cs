namespace EdgeAgent.Provisioning.Disks.Fat;

/// <summary>Width of an entry in the allocation table. It follows from the number of clusters and from nothing else.</summary>
internal enum FatKind
{
    /// <summary>16 bits; 4,085 to 65,524 clusters.</summary>
    Fat16,

    /// <summary>28 of 32 bits; from 65,525 clusters on.</summary>
    Fat32,
}

namespace EdgeAgent.Provisioning.Disks;

/// <summary>A disk, partition table or file system that is not what it must be. The message says what, where, and what to do.</summary>
internal sealed class DiskFormatException(string message) : Exception(message);

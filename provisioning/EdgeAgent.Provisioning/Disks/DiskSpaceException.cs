namespace EdgeAgent.Provisioning.Disks;

/// <summary>There is not enough room. The message says where, how much there is and how much is needed.</summary>
internal sealed class DiskSpaceException(string message) : Exception(message);

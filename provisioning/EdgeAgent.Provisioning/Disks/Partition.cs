namespace EdgeAgent.Provisioning.Disks;

/// <summary>A partition as its table describes it.</summary>
/// <param name="Number">Counted from 1, as in the name of its device.</param>
/// <param name="StartByte">First byte on the disk.</param>
/// <param name="LengthBytes">Size.</param>
internal sealed record Partition(int Number, long StartByte, long LengthBytes);

namespace EdgeAgent.Provisioning.Images;

/// <summary>What was written, to be found again when it is read back.</summary>
/// <param name="LengthBytes">From the first byte on.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
internal sealed record WrittenImage(long LengthBytes, string Sha256);

namespace EdgeAgent.Provisioning.Releases;

/// <summary>A list of release keys with the root's signature, as a file between the two signings.</summary>
/// <param name="Keys">The exact bytes.</param>
/// <param name="Signature">By a root key.</param>
internal sealed record SignedKeys(byte[] Keys, byte[] Signature);

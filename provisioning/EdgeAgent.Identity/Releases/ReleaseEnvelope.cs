namespace EdgeAgent.Identity.Releases;

/// <summary>A release as it travels: the exact bytes that were signed, and their signatures (ECDSA P-256 with SHA-256, r‖s, 64 bytes).</summary>
/// <param name="Keys">JSON of a <see cref="ReleaseKeyList"/>.</param>
/// <param name="KeysSignature">By a root key.</param>
/// <param name="Manifest">JSON of a <see cref="ReleaseManifest"/>.</param>
/// <param name="Signature">By a key of the list.</param>
public sealed record ReleaseEnvelope(byte[] Keys, byte[] KeysSignature, byte[] Manifest, byte[] Signature);

namespace EdgeAgent.Identity.Releases;

/// <summary>One file that may be installed. Signed over its exact bytes by a release key.</summary>
/// <param name="Product"><c>edgeagent</c> or <c>edgehub</c>.</param>
/// <param name="Version">For people, for example <c>0.2.0</c>; also names the version's folder.</param>
/// <param name="Sequence">Grows with every release of a product. An installed one is never followed by a lower one.</param>
/// <param name="Runtime"><c>linux-arm64</c> or <c>linux-x64</c>.</param>
/// <param name="Sha256">Of the archive, 64 lower-case hexadecimal digits.</param>
/// <param name="SizeBytes">Of the archive.</param>
/// <param name="InstalledBytes">Of all that is in it.</param>
/// <param name="Expires">From then on nobody begins to install it.</param>
/// <param name="KeyId">The release key that signs, by <see cref="ReleaseKey.Id"/>.</param>
public sealed record ReleaseManifest(
    string Product,
    string Version,
    ulong Sequence,
    string Runtime,
    string Sha256,
    long SizeBytes,
    long InstalledBytes,
    DateTimeOffset Expires,
    string KeyId);

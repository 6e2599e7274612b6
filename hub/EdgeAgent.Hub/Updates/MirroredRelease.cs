namespace EdgeAgent.Hub.Updates;

/// <summary>A release that the hub can give to devices.</summary>
/// <param name="Runtime">For which processor.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Version">For people.</param>
/// <param name="Sha256">Of its archive; also the archive's name on the hub.</param>
/// <param name="KeysSequence">Of the list of keys that it is signed under.</param>
/// <param name="Envelope">What a device verifies.</param>
/// <param name="Paused">Whether the owner holds it.</param>
internal sealed record MirroredRelease(
    string Runtime, ulong Sequence, string Version, string Sha256, ulong KeysSequence, byte[] Envelope, bool Paused);

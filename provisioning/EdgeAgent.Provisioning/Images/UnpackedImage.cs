namespace EdgeAgent.Provisioning.Images;

/// <summary>The bytes of an image, unpacked while they are read.</summary>
/// <param name="Content">Read once, from begin to end.</param>
/// <param name="LengthBytes">How many there will be; null: the archive does not tell.</param>
/// <param name="Source">What lies under <paramref name="Content"/>.</param>
internal sealed record UnpackedImage(Stream Content, long? LengthBytes, IDisposable Source) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        Source.Dispose();
    }
}

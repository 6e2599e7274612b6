namespace EdgeAgent.Provisioning.Disks;

/// <summary>Bytes at offsets: a whole disk, an image file, or one partition of either.</summary>
internal interface IDisk
{
    /// <summary>How many bytes there are.</summary>
    long LengthBytes { get; }

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="offset"/> on.</summary>
    /// <exception cref="DiskFormatException">The range does not lie inside.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    void Read(long offset, Span<byte> buffer);

    /// <summary>Writes all of <paramref name="content"/> at <paramref name="offset"/>.</summary>
    /// <exception cref="DiskFormatException">The range does not lie inside.</exception>
    /// <exception cref="IOException">The device refuses.</exception>
    void Write(long offset, ReadOnlySpan<byte> content);

    /// <summary>Returns when everything written lies on the device.</summary>
    /// <exception cref="IOException">The device refuses.</exception>
    void Flush();
}

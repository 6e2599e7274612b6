namespace EdgeAgent.Provisioning.Images;

/// <summary>How an image is packed; told by its first bytes, never by its name.</summary>
internal enum ImageFormat
{
    Raw,
    Xz,
    Gzip,
    Zip,
}

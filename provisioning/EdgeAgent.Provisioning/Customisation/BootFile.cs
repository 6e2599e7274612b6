namespace EdgeAgent.Provisioning.Customisation;

/// <summary>A text file for the boot partition.</summary>
/// <param name="Path">From its root on.</param>
/// <param name="Text">Written as UTF-8 with bare line feeds.</param>
internal sealed record BootFile(string Path, string Text);

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>How an image wants to be told at its first boot.</summary>
internal enum CustomisationFormat
{
    /// <summary>cloud-init reads <c>user-data</c>, <c>network-config</c> and <c>meta-data</c> (NoCloud).</summary>
    CloudInit,

    /// <summary>systemd runs <c>firstrun.sh</c>, named on the kernel's command line.</summary>
    FirstRun,

    /// <summary><c>rpi-preseed.toml</c>.</summary>
    RpiPreseed,
}

namespace EdgeAgent.Provisioning.Customisation;

/// <summary>What the owner wants of one device. What is null stays as the image has it.</summary>
internal sealed record DeviceSettings
{
    /// <summary>Name in the network.</summary>
    public string? HostName { get; init; }

    /// <summary>Who may log in, with <see cref="SshKey"/>.</summary>
    public string? User { get; init; }

    /// <summary>A public key, one line of <c>authorized_keys</c>.</summary>
    public string? SshKey { get; init; }

    /// <summary>The wireless network; null: by cable.</summary>
    public WifiSettings? Wifi { get; init; }

    /// <summary>For example <c>de_DE.UTF-8</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>For example <c>Europe/Berlin</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Switches the I2C bus on.</summary>
    public bool HasI2c { get; init; }

    /// <summary>Switches the SPI bus on.</summary>
    public bool HasSpi { get; init; }

    /// <summary>Switches the 1-wire bus on, at the board's usual pin.</summary>
    public bool HasOneWire { get; init; }

    /// <summary>Whether a line in <c>config.txt</c> is needed.</summary>
    public bool HasBuses => HasI2c || HasSpi || HasOneWire;
}

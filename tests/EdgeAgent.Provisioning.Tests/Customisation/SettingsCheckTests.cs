using EdgeAgent.Provisioning.Customisation;

namespace EdgeAgent.Provisioning.Tests.Customisation;

public sealed class SettingsCheckTests
{
    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var faults = SettingsCheck.Faults(new DeviceSettings
        {
            HostName = "attic_1",
            User = "Anna",
            Locale = "de DE",
            TimeZone = "../etc/passwd",
            Wifi = new WifiSettings("", "short", false, "de"),
        });

        Assert.Equal(8, faults.Count);
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----")]
    [InlineData("ssh-ed25519 AAAA\nssh-rsa BBBB")]
    public void What_is_no_public_key_is_refused(string key) =>
        Assert.Single(SettingsCheck.Faults(new DeviceSettings { User = "anna", SshKey = key }));

    [Fact]
    public void The_wifi_key_is_that_of_the_standard() =>
        // IEEE 802.11i, H.4, test case 1.
        Assert.Equal(
            "f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e",
            WifiKey.Of(new WifiSettings("IEEE", "password", false, "US")));
}

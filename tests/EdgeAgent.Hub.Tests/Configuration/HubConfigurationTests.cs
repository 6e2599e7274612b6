using EdgeAgent.Hub.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Tests.Configuration;

public sealed class HubConfigurationTests
{
    [Fact]
    public void Defaults_are_the_fixed_names_on_loopback()
    {
        var options = Read();
        Assert.Equal("127.0.0.1", options.Listen);
        Assert.Equal(
            [8080, 8443, 8444, 8883, 1883],
            [options.HttpPort, options.HttpsPort, options.DevicePort, options.MqttTlsPort, options.MqttPort]);
        Assert.Equal(2, options.LocalDevices);
    }

    [Fact]
    public void Settings_are_read_whatever_their_case()
    {
        var options = Read(("hub:httpport", "18080"), ("Hub:DataDirectory", "/tmp/x"));
        Assert.Equal(18080, options.HttpPort);
        Assert.Equal("/tmp/x", options.DataDirectory);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read(
            ("Hub:HtpPort", "1"), ("Hub:HttpsPort", "many"), ("Hub:DevicePort", "70000"), ("Hub:LocalDevices", "17"),
            ("Hub:Listen", "everywhere"), ("Hub:MqttPort", "8883"), ("Hub:Model", "/nowhere/x.gguf")));
        foreach (var part in (string[])["Hub:HtpPort", "Hub:HttpsPort", "DevicePort", "LocalDevices", "Hub:Listen",
            "Hub:MqttTlsPort and Hub:MqttPort", "Hub:Model"])
        {
            Assert.Contains(refused.Failures, fault => fault.Contains(part, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Sections_of_features_are_left_to_them() => Assert.NotNull(Read(("Hub:Gateway:Anything", "1")));

    private static HubOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
        using var services = new ServiceCollection().AddHubConfiguration(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<HubOptions>>().Value;
    }
}

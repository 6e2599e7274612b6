using System.Net;
using EdgeAgent.Hub.Models;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Configuration;

/// <summary>Checks what one attribute cannot: the listen address, ports that collide, files that are missing.</summary>
internal sealed class HubAddressesValidator : IValidateOptions<HubOptions>
{
    public ValidateOptionsResult Validate(string? name, HubOptions options)
    {
        var faults = new List<string>();
        if (!IPAddress.TryParse(options.Listen, out _))
        {
            faults.Add($"Hub:Listen is '{options.Listen}'; an IP address is needed, for example 127.0.0.1 or 0.0.0.0.");
        }
        (string Name, int Port)[] ports =
        [
            (nameof(options.HttpPort), options.HttpPort),
            (nameof(options.HttpsPort), options.HttpsPort),
            (nameof(options.DevicePort), options.DevicePort),
            (nameof(options.MqttTlsPort), options.MqttTlsPort),
            (nameof(options.MqttPort), options.MqttPort),
        ];
        foreach (var shared in ports.Where(p => p.Port != 0).GroupBy(p => p.Port).Where(g => g.Count() > 1))
        {
            faults.Add($"{string.Join(" and ", shared.Select(p => $"Hub:{p.Name}"))} are all {shared.Key}; each door needs its own port.");
        }
        if (options.Model.Length > 0 && !ModelChoice.IsGenerated(options.Model) && !File.Exists(options.Model))
        {
            faults.Add($"Hub:Model is '{options.Model}'; there is no such file.");
        }
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}

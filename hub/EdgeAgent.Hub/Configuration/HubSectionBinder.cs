using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Configuration;

/// <summary>Fills <see cref="HubOptions"/> and keeps every fault for the validation: the framework's binder stops at the first value that is no number, and passes over misspelt names.</summary>
internal sealed class HubSectionBinder(IConfiguration section) : IConfigureOptions<HubOptions>, IValidateOptions<HubOptions>
{
    private readonly List<string> _faults = [];

    public void Configure(HubOptions options)
    {
        _faults.Clear();
        var settings = typeof(HubOptions).GetProperties()
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        // An entry with entries of its own is a feature's section, which the feature checks.
        foreach (var entry in section.GetChildren().Where(entry => !entry.GetChildren().Any()))
        {
            if (!settings.TryGetValue(entry.Key, out var setting))
            {
                _faults.Add($"Hub:{entry.Key} is no setting. Settings: {string.Join(", ", settings.Keys)}.");
            }
            else if (setting.PropertyType == typeof(string))
            {
                setting.SetValue(options, entry.Value ?? "");
            }
            else if (int.TryParse(entry.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                setting.SetValue(options, number);
            }
            else
            {
                _faults.Add($"Hub:{entry.Key} is '{entry.Value}'; a whole number is needed.");
            }
        }
    }

    public ValidateOptionsResult Validate(string? name, HubOptions options) =>
        _faults.Count > 0 ? ValidateOptionsResult.Fail(_faults) : ValidateOptionsResult.Success;
}

using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Configuration;

/// <summary>Reads the raw section: names that are no setting (a typo would be silently passed over) and values that are no number.</summary>
internal sealed class HubSectionCheck(IConfigurationSection section) : IConfigureOptions<HubOptions>
{
    public void Configure(HubOptions options)
    {
        var settings = typeof(HubOptions).GetProperties()
            .ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        var faults = new List<string>();
        foreach (var entry in section.GetChildren())
        {
            if (!settings.TryGetValue(entry.Key, out var type))
            {
                faults.Add($"{HubOptions.Section}:{entry.Key} is no setting. Settings: {string.Join(", ", settings.Keys)}.");
            }
            else if (type == typeof(int) && !int.TryParse(entry.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
            {
                faults.Add($"{HubOptions.Section}:{entry.Key} is '{entry.Value}'; a whole number is needed.");
            }
        }
        if (faults.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(HubOptions), faults);
        }
    }
}

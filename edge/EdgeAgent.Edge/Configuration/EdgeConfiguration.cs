using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace EdgeAgent.Edge.Configuration;

/// <summary>Where settings come from; the later wins: <c>settings.json</c> in the data directory, environment variables <c>EDGE__Section__Key</c>, the command line.</summary>
public static class EdgeConfiguration
{
    private const string EnvironmentPrefix = "EDGE__";
    private const int SettingsBytes = 64 * 1024;

    private static readonly string[] s_sections = ["Connection", "Inference", "Models", "Sensing", "Reporting", "Actuating", "Log"];

    /// <summary>Reads all sources.</summary>
    /// <param name="data">Where the file may be.</param>
    /// <param name="assignments">From the command line, each <c>Section:Key=Value</c>.</param>
    /// <param name="faults">Gets one line for each fault.</param>
    public static IConfigurationRoot Load(
        DataDirectory data, IReadOnlyList<string> assignments, ICollection<string> faults)
    {
        var builder = new ConfigurationBuilder();
        if (ReadSettings(data.Settings, faults) is { } settings)
        {
            builder.AddInMemoryCollection(settings.AsEnumerable());
        }
        builder.AddEnvironmentVariables(EnvironmentPrefix);
        builder.AddInMemoryCollection(Split(assignments, faults));
        var configuration = builder.Build();
        foreach (var child in configuration.GetChildren())
        {
            if (!s_sections.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add($"There is no section {child.Key}; there are {string.Join(", ", s_sections)}.");
            }
        }
        return configuration;
    }

    private static IConfigurationRoot? ReadSettings(string path, ICollection<string> faults)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (file.Length > SettingsBytes)
            {
                faults.Add($"{path} has {file.Length} bytes; at most {SettingsBytes} are allowed.");
                return null;
            }
            return new ConfigurationBuilder().AddJsonStream(file).Build();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidDataException)
        {
            faults.Add($"{path} cannot be read: {e.Message}");
            return null;
        }
    }

    private static Dictionary<string, string?> Split(IReadOnlyList<string> assignments, ICollection<string> faults)
    {
        var pairs = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                faults.Add($"'{assignment}' is no setting; expected Section:Key=Value.");
                continue;
            }
            pairs[assignment[..equals]] = assignment[(equals + 1)..];
        }
        return pairs;
    }
}

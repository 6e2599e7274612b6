using System.CommandLine;
using EdgeAgent.Hub.Configuration;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Service;

/// <summary>Settings on the command line: <c>--Hub:HttpPort=18080</c>, as in a file or in the environment (<c>Hub__HttpPort</c>).</summary>
internal static class HubSettings
{
    // The parser takes the colon for the end of the option's name, so "--Hub" gets the value "HttpPort=18080".
    private static readonly Option<string[]> s_hub = new("--Hub")
    {
        Description = """
            A setting, written --Hub:NAME=VALUE (environment: Hub__NAME). Names: DataDirectory, Listen (127.0.0.1),
            HttpPort (8080), HttpsPort (8443), DevicePort (8444), MqttTlsPort (8883), MqttPort (1883),
            LocalDevices (2), AgentPath, Model. A port of 0 takes any free one.
            """,
        HelpName = "NAME=VALUE",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> s_logging = new("--Logging")
    {
        Description = "What is logged, for example --Logging:LogLevel:Default=Debug",
        HelpName = "NAME=VALUE",
        Recursive = true,
        DefaultValueFactory = _ => [],
    };

    public static void AddTo(RootCommand root)
    {
        foreach (var option in (Option<string[]>[])[s_hub, s_logging])
        {
            option.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
                {
                    result.AddError($"{option.Name}:{token.Value} has no value; write {option.Name}:NAME=VALUE.");
                }
            });
            root.Options.Add(option);
        }
    }

    /// <summary>All sources, the later ones win: <c>edgehub.json</c> in the data directory, environment, command line.</summary>
    public static IConfigurationRoot Read(ParseResult parsed)
    {
        var line = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in Pairs(parsed, s_hub).Concat(Pairs(parsed, s_logging)))
        {
            line[key] = value; // said twice: the last word counts
        }
        var direct = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(line).Build();
        var file = Path.Combine(Storage.DataDirectory.Locate(direct["Hub:DataDirectory"]), "edgehub.json");
        return new ConfigurationBuilder()
            .AddJsonFile(file, optional: true, reloadOnChange: false)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(line)
            .Build();
    }

    /// <summary>Reads the hub's own settings before anything is built on them.</summary>
    /// <exception cref="OptionsValidationException">Settings are wrong; every fault is listed.</exception>
    public static IOptions<HubOptions> Check(IConfigurationRoot configuration)
    {
        using var services = new ServiceCollection().AddHubConfiguration(configuration).BuildServiceProvider();
        return Options.Create(services.GetRequiredService<IOptions<HubOptions>>().Value);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(ParseResult parsed, Option<string[]> option) =>
        from text in parsed.GetValue(option) ?? []
        let split = text.IndexOf('=', StringComparison.Ordinal)
        where split > 0
        select KeyValuePair.Create($"{option.Name[2..]}:{text[..split]}", (string?)text[(split + 1)..]);
}

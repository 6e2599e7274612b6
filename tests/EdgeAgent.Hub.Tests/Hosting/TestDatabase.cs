using EdgeAgent.Hub.Configuration;
using EdgeAgent.Hub.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EdgeAgent.Hub.Tests.Hosting;

/// <summary>The hub's database by itself.</summary>
public static class TestDatabase
{
    public static HubDatabase Open(string directory, params StoreSchema[] schemas) => new(
        new DataDirectory(Options.Create(new HubOptions { DataDirectory = directory })),
        schemas,
        NullLogger<HubDatabase>.Instance);
}

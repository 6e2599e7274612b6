using System.Net.Http.Headers;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Audit;
using EdgeAgent.Hub.Administration.Keys;
using EdgeAgent.Hub.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Administration;

/// <summary>Makes keys in a hub of this process, as its command line does.</summary>
internal static class TestKeys
{
    public static async Task<AuthenticationHeaderValue> AddAsync(HubHost hub, Scopes scopes) =>
        Header((await AddAsync(hub, new KeyTerms("test", scopes))).Text);

    public static async Task<KeyAddOutcome.Added> AddAsync(HubHost hub, KeyTerms terms) =>
        Assert.IsType<KeyAddOutcome.Added>(await hub.Services.GetRequiredService<KeyStore>()
            .AddAsync(terms, Actor.Console, TestContext.Current.CancellationToken));

    public static AuthenticationHeaderValue Header(string text) => new("Bearer", text);
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Pages;
using EdgeAgent.Hub.Tests.Administration;
using EdgeAgent.Hub.Tests.Hosting;

namespace EdgeAgent.Hub.Tests.Pages;

public sealed class PageTests
{
    [Fact]
    public async Task The_page_and_its_files_come_with_a_policy_that_lets_nothing_else_in()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Admin);
        foreach (var asset in PageAsset.All)
        {
            using var response = await client.GetAsync(asset.Route, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(asset.ContentType, response.Content.Headers.ContentType?.ToString());
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task Pages_have_no_inline_script_or_style_and_load_nothing_from_elsewhere()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Admin);
        foreach (var page in PageAsset.All.Where(asset => asset.IsPage))
        {
            var html = await client.GetStringAsync(page.Route, TestContext.Current.CancellationToken);
            Assert.DoesNotMatch(new Regex("<script(?![^>]*src=\"/)", RegexOptions.None, TimeSpan.FromSeconds(5)), html);
            Assert.DoesNotMatch(new Regex("<style| style=| on[a-z]+=", RegexOptions.None, TimeSpan.FromSeconds(5)), html);
            Assert.DoesNotMatch(
                new Regex("(src|href)=\"(?!/)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)), html);
        }
    }

    [Fact]
    public async Task Scripts_never_make_markup_from_text()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        client.DefaultRequestHeaders.Authorization = await TestKeys.AddAsync(hub, Scopes.Admin);
        string[] sinks = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("];
        foreach (var asset in PageAsset.All.Where(asset => asset.Route.EndsWith(".js", StringComparison.Ordinal)))
        {
            var script = await client.GetStringAsync(asset.Route, TestContext.Current.CancellationToken);
            Assert.All(sinks, sink => Assert.DoesNotContain(sink, script, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_browser_that_has_the_page_gets_only_the_word_that_it_still_holds()
    {
        await using var hub = await FeatureHub.StartAsync();
        using var client = FeatureHub.Client(hub);
        using var first = await client.GetAsync("/app.js", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/app.js");
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));
        using var second = await client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeAgent.Hub.Models;
using EdgeAgent.Hub.Tests.Hosting;
using EdgeAgent.Models;
using EdgeAgent.Models.Gguf.RandomModels;
using Microsoft.Extensions.DependencyInjection;

namespace EdgeAgent.Hub.Tests.Models;

public sealed class ModelServingTests
{
    [Fact]
    public async Task Without_a_model_the_hub_makes_one_and_says_what_it_is()
    {
        await using var hub = await StartAsync();
        var model = Assert.Single(Catalogue(hub).List());
        Assert.Equal("random-tiny", model.Name);
        Assert.True(model.IsRandom);
        Assert.True(model.CanChat);
        Assert.Same(model, Catalogue(hub).Find("random-tiny"));
        Assert.Same(model, Catalogue(hub).Find("default"));
        Assert.Same(model, Catalogue(hub).Find(model.Digest.ToString()));
        Assert.Null(Catalogue(hub).Find("another"));
        Assert.InRange(model.ActiveParameters, 200_000, 400_000);
        Assert.Equal(model.Digest, await ModelDigest.OfFileAsync(model.Path, TestContext.Current.CancellationToken));
        Assert.Contains(hub.Log.Lines, line => line.Contains("text means nothing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_hubs_make_the_same_random_model()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        Assert.Equal(Catalogue(first).List()[0].Digest, Catalogue(second).List()[0].Digest);
    }

    [Fact]
    public async Task A_configured_file_is_served_under_its_name()
    {
        using var directory = new TempDirectory();
        var path = await MakeAsync(directory, "My Model (v1).gguf", 7);
        await using var hub = await StartAsync(settings: ("Hub:Model", path));
        var model = Assert.Single(Catalogue(hub).List());
        Assert.Equal("My-Model--v1-", model.Name);
        Assert.False(model.IsRandom);
        Assert.Equal(await ModelDigest.OfFileAsync(path, TestContext.Current.CancellationToken), model.Digest);
    }

    [Fact]
    public async Task A_changed_file_is_taken_in_anew_and_the_old_one_stays_checkable_without_its_file()
    {
        using var directory = new TempDirectory();
        var path = await MakeAsync(directory, "model.gguf", 1);
        HubModel before;
        await using (var hub = await StartAsync(directory.Path("hub"), ("Hub:Model", path)))
        {
            before = Catalogue(hub).List()[0];
        }
        await MakeAsync(directory, "model.gguf", 2);
        await using (var hub = await StartAsync(directory.Path("hub"), ("Hub:Model", path)))
        {
            var after = Assert.Single(Catalogue(hub).List());
            Assert.NotEqual(before.Digest, after.Digest);
            Assert.Equal(before.ActiveParameters, Catalogue(hub).Find(before.Digest)?.ActiveParameters);
            Assert.False(File.Exists(before.Path));
        }
    }

    [Fact]
    public async Task An_unchanged_file_is_not_read_again()
    {
        using var directory = new TempDirectory();
        var path = await MakeAsync(directory, "model.gguf", 1);
        DateTimeOffset added;
        await using (var hub = await StartAsync(directory.Path("hub"), ("Hub:Model", path)))
        {
            added = Catalogue(hub).List()[0].Added;
        }
        await using (var hub = await StartAsync(directory.Path("hub"), ("Hub:Model", path)))
        {
            Assert.Equal(added, Catalogue(hub).List()[0].Added);
        }
    }

    [Fact]
    public async Task A_damaged_file_stops_the_start_with_the_reason()
    {
        using var directory = new TempDirectory();
        var path = directory.Path("model.gguf");
        await File.WriteAllTextAsync(path, "this is no model", TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<HubModelException>(() => StartAsync(settings: ("Hub:Model", path)));
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_interrupted_run_left_is_removed()
    {
        using var directory = new TempDirectory();
        await using (await StartAsync(directory.Path("hub")))
        {
            // Only to make the directories.
        }
        var leftover = directory.Path("hub", "models", "abc.partial.xyz");
        await File.WriteAllTextAsync(leftover, "half", TestContext.Current.CancellationToken);
        await using var hub = await StartAsync(directory.Path("hub"));
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task A_device_gets_the_list_and_the_file_whole_or_in_parts()
    {
        await using var hub = await StartAsync();
        await using var device = await hub.EnrolAsync();
        using var client = Client(hub, device);
        var list = JsonDocument.Parse(
            await client.GetStringAsync("/models", TestContext.Current.CancellationToken)).RootElement;
        var offered = list.GetProperty("models")[0];
        var digest = offered.GetProperty("digest").GetString();
        Assert.Equal("random-tiny", offered.GetProperty("name").GetString());

        var whole = await client.GetByteArrayAsync($"/models/{digest}", TestContext.Current.CancellationToken);
        Assert.Equal(offered.GetProperty("sizeBytes").GetInt64(), whole.Length);
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(whole)));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/models/{digest}");
        request.Headers.Range = new RangeHeaderValue(1000, null);
        using var part = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal($"\"{digest}\"", part.Headers.ETag?.Tag);
        Assert.Equal(
            whole[1000..], await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/models/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/models/..%2f..%2fhub.key")]
    [InlineData("/models/abc")]
    public async Task What_is_no_served_model_is_not_found(string path)
    {
        await using var hub = await StartAsync();
        await using var device = await hub.EnrolAsync();
        using var client = Client(hub, device);
        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Models_are_for_devices_only()
    {
        await using var hub = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{hub.Doors.HttpPort}") };
        using var response = await client.GetAsync("/models", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static IModelCatalogue Catalogue(HubHost hub) => hub.Services.GetRequiredService<IModelCatalogue>();

    private static Task<HubHost> StartAsync(string? directory = null, params (string Key, string Value)[] settings) =>
        HubHost.StartAsync(services => services.AddHubModels(), app => app.MapHubModels(), directory, settings);

    private static HttpClient Client(HubHost hub, TestDevice device)
    {
#pragma warning disable CA2000 // The client owns and disposes it.
        var handler = new SocketsHttpHandler();
#pragma warning restore CA2000
        handler.SslOptions.ClientCertificates = [device.Certificate!];
#pragma warning disable CA5359 // The hub's certificate is checked in the door's own tests; here the files matter.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{hub.Doors.DevicePort}") };
    }

    private static async Task<string> MakeAsync(TempDirectory directory, string name, ulong seed)
    {
        var path = directory.Path(name);
        await RandomModelWriter.WriteAsync(
            path, LlamaShape.Tiny260K, RandomQuantization.Q8_0, seed, TestContext.Current.CancellationToken);
        return path;
    }
}

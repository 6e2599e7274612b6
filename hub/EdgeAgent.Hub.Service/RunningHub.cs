using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using EdgeAgent.Hub.Storage;
using EdgeAgent.Identity;

namespace EdgeAgent.Hub.Service;

/// <summary>The running hub of a data directory, by its API on loopback.</summary>
internal sealed class RunningHub : IDisposable
{
    private const int MaxTokenBytes = 128;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;

    private RunningHub(int port, string token)
    {
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = s_patience };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Finds it by <c>ports.json</c>, and may do everything by <see cref="ConsoleToken"/>.</summary>
    /// <exception cref="HubStartException">No hub runs on the directory.</exception>
    public static RunningHub Find(IConfigurationRoot configuration)
    {
        var directory = new DataDirectory(HubSettings.Check(configuration));
        try
        {
            using var ports = JsonDocument.Parse(File.ReadAllBytes(directory.Path("ports.json")));
            var token = PrivateFile.Read(directory.Path(ConsoleToken.FileName), MaxTokenBytes);
            return new RunningHub(
                ports.RootElement.GetProperty("http").GetInt32(), Encoding.ASCII.GetString(token));
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException)
        {
            throw NotRunning(directory.Root, e);
        }
    }

    /// <summary>Reads something.</summary>
    /// <exception cref="HubStartException">The hub does not answer as it should.</exception>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        return await response.Content.ReadFromJsonAsync(type, cancellationToken)
            ?? throw new HubStartException("The hub's answer is empty.");
    }

    /// <summary>Changes something.</summary>
    /// <exception cref="HubStartException">The hub refuses; the text is its own.</exception>
    public async Task DoAsync<T>(
        HttpMethod method, string path, T? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body, type);
        using var response = await SendAsync(request, cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static HubStartException NotRunning(string root, Exception cause) => new(
        $"No hub runs on {root}: start it, or name its directory with --Hub:DataDirectory=DIR.", cause);

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }
        try
        {
            var error = await response.Content.ReadFromJsonAsync(AdministrationJson.Default.ErrorBody, cancellationToken);
            throw new HubStartException(error!.Error);
        }
        catch (JsonException e)
        {
            throw new HubStartException($"The hub answers with {(int)response.StatusCode}.", e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw NotRunning(_client.BaseAddress!.Authority, e);
        }
    }
}

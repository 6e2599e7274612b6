using System.Net.Http.Json;
using System.Text.Json;

namespace EdgeAgent.EndToEnd.Support;

/// <summary>A running hub, on ports and in a data directory of its own.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private HubProcess(ChildProcess process, string dataDirectory, int[] ports)
    {
        _process = process;
        DataDirectory = dataDirectory;
        AllPorts = ports;
        Http = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{ports[0]}/"),
            Timeout = TimeSpan.FromMinutes(5),
        };
    }

    public string DataDirectory { get; }

    /// <summary>HTTP, HTTPS, devices, MQTT over TLS, MQTT.</summary>
    public int[] AllPorts { get; }

    public HttpClient Http { get; }

    public ChildProcess Process => _process;

    /// <summary>Starts a hub and waits until it answers and its local devices can take work.</summary>
    public static async Task<HubProcess> StartAsync(
        string dataDirectory,
        CancellationToken cancellationToken,
        int localDevices = 2,
        string model = "random-tiny",
        int[]? ports = null,
        string? agent = null)
    {
        ports ??= Ports.Free(5);
        string[] arguments =
        [
            $"--Hub:DataDirectory={dataDirectory}",
            $"--Hub:HttpPort={ports[0]}",
            $"--Hub:HttpsPort={ports[1]}",
            $"--Hub:DevicePort={ports[2]}",
            $"--Hub:MqttTlsPort={ports[3]}",
            $"--Hub:MqttPort={ports[4]}",
            $"--Hub:LocalDevices={localDevices}",
            $"--Hub:Model={model}",
            $"--Hub:AgentPath={agent ?? Programs.Agent}",
        ];
#pragma warning disable CA2000 // the hub owns its process
        var hub = new HubProcess(new ChildProcess("edgehub", Programs.Hub, arguments), dataDirectory, ports);
#pragma warning restore CA2000
        try
        {
            await Eventually.TrueAsync($"hub answers\n{hub._process}", () => hub.AnswersAsync(cancellationToken), cancellationToken);
            await hub.WaitForDevicesAsync(localDevices, cancellationToken);
            return hub;
        }
        catch (Exception e)
        {
            var said = hub._process.ToString();
            await hub.DisposeAsync();
            throw new InvalidOperationException($"The hub did not come up.\n{said}", e);
        }
    }

    /// <summary>Waits until so many devices are online with a model that they can run.</summary>
    public Task WaitForDevicesAsync(int count, CancellationToken cancellationToken) =>
        Eventually.TrueAsync(
            $"{count} devices online", async () => await CountReadyDevicesAsync(cancellationToken) >= count, cancellationToken);

    public async Task<JsonElement> GetJsonAsync(string path, CancellationToken cancellationToken) =>
        await Http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    public async Task<int> CountOnlineDevicesAsync(CancellationToken cancellationToken) =>
        (await ListDevicesAsync(cancellationToken)).Count(d => d.GetProperty("online").GetBoolean());

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Http.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The hub ended with {_process.ExitCode}.");
        }
        try
        {
            using var answer = await Http.GetAsync("healthz", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<int> CountReadyDevicesAsync(CancellationToken cancellationToken) =>
        (await ListDevicesAsync(cancellationToken)).Count(d =>
            d.GetProperty("online").GetBoolean() && d.GetProperty("models").GetArrayLength() > 0);

    public async Task<IEnumerable<JsonElement>> ListDevicesAsync(CancellationToken cancellationToken) =>
        (await GetJsonAsync("api/hub/devices", cancellationToken)).GetProperty("devices").EnumerateArray();
}

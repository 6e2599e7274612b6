using EdgeAgent.EndToEnd.Support;

namespace EdgeAgent.EndToEnd.Pairing;

/// <summary>A tshark that records all that crosses the bridge.</summary>
internal sealed class Capture : IAsyncDisposable
{
    private readonly ChildProcess _tshark;
    private readonly string _file;

    private Capture(ChildProcess tshark, string file)
    {
        _tshark = tshark;
        _file = file;
    }

    public static async Task<Capture> StartAsync(string link, string file, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // the capture owns it
        var capture = new Capture(new ChildProcess("tshark", "tshark", ["-i", link, "-w", file, "-q"]), file);
#pragma warning restore CA2000
        await Eventually.TrueAsync(
            $"tshark records\n{capture._tshark}",
            () => Task.FromResult(capture._tshark.Output.Contains("Capturing on", StringComparison.Ordinal) && File.Exists(file)),
            cancellationToken);
        return capture;
    }

    /// <summary>Stops, and gives the file as it is and, behind it, what each TCP stream carried, put together.</summary>
    /// <param name="last">What crossed the bridge last: packets reach the file a while after they have arrived.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<byte[]> FinishAsync(byte[] last, CancellationToken cancellationToken)
    {
        await Eventually.TrueAsync(
            $"the last packet is in the file\n{_tshark}",
            async () => (await ReadSharedAsync(cancellationToken)).AsSpan().IndexOf(last) >= 0,
            cancellationToken);
        await _tshark.InterruptAsync(cancellationToken);
        await using var reader = new ChildProcess(
            "tshark", "tshark", ["-r", _file, "-T", "fields", "-e", "tcp.stream", "-e", "ip.src", "-e", "tcp.payload", "-Y", "tcp.len > 0"]);
        await reader.WaitAsync(cancellationToken);
        var streams = new Dictionary<string, List<byte>>();
        foreach (var line in reader.Output.Split('\n').Select(line => line.Split('\t')).Where(line => line.Length == 3))
        {
            if (!streams.TryGetValue($"{line[0]} {line[1]}", out var stream))
            {
                streams.Add($"{line[0]} {line[1]}", stream = []);
            }
            stream.AddRange(Convert.FromHexString(line[2].Replace(":", "", StringComparison.Ordinal)));
        }
        return [.. await File.ReadAllBytesAsync(_file, cancellationToken), .. streams.Values.SelectMany(bytes => bytes)];
    }

    public ValueTask DisposeAsync() => _tshark.DisposeAsync();

    private async Task<byte[]> ReadSharedAsync(CancellationToken cancellationToken)
    {
        await using var file = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}

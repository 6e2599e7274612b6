using System.Text.Json;
using EdgeAgent.Edge.Configuration;
using EdgeAgent.Edge.Diagnostics;
using EdgeAgent.Identity;
using Microsoft.Extensions.Logging;

namespace EdgeAgent.Edge.Connection;

/// <summary>Counts process starts and connects, on the disk, so that the hub can tell old words from new ones.</summary>
internal sealed partial class BirthCounters
{
    private const int FileBytes = 256;

    private readonly string _path;
    private readonly ILogger _logger;
    private CounterState _state;

    public BirthCounters(DataDirectory data, TimeProvider time, ILogger<BirthCounters> logger)
    {
        _path = data.Counters;
        _logger = logger;
        var last = Read(time);
        _state = last with { Boot = last.Boot + 1 };
    }

    /// <summary>This process. It reaches the disk with the first connect: nobody has seen it before.</summary>
    public ulong Boot => _state.Boot;

    /// <summary>The current connect; 0 before the first.</summary>
    public ulong Bd { get; private set; }

    /// <summary>Counts a connect; on the disk when it returns.</summary>
    public ulong NextBd()
    {
        _state = _state with { Bd = _state.Bd + 1 };
        Bd = _state.Bd;
        try
        {
            PrivateFile.WriteAtomic(_path, JsonSerializer.SerializeToUtf8Bytes(_state, EdgeFileJson.Default.CounterState));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(_path, e.Message); // a full disk must not keep the device from the hub
        }
        return Bd;
    }

    /// <summary>A lost file must not make the counters run backwards: the clock is further than they can be.</summary>
    private CounterState Read(TimeProvider time)
    {
        if (!File.Exists(_path))
        {
            return new CounterState(0, 0);
        }
        try
        {
            return JsonSerializer.Deserialize(PrivateFile.Read(_path, FileBytes), EdgeFileJson.Default.CounterState)!;
        }
        catch (Exception e) when (e is JsonException or IOException or KeyFileException)
        {
            var now = (ulong)time.GetUtcNow().ToUnixTimeSeconds();
            LogUnreadable(_path, e.Message, now);
            return new CounterState(now, now);
        }
    }

    [LoggerMessage(EventId = EdgeEventIds.CountersUnreadable, Level = LogLevel.Warning,
        Message = "{Path} cannot be read ({Reason}); counting on from {Now}")]
    private partial void LogUnreadable(string path, string reason, ulong now);

    [LoggerMessage(EventId = EdgeEventIds.CountersNotWritten, Level = LogLevel.Warning, Message = "{Path} cannot be written: {Reason}")]
    private partial void LogNotWritten(string path, string reason);
}

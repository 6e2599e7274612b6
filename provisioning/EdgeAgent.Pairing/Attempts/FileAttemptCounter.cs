using System.Globalization;
using System.Text;
using EdgeAgent.Identity;

namespace EdgeAgent.Pairing.Attempts;

/// <summary>
/// Counters in one small file, replaced whole and synced on each change. One process at a time. A file that cannot be understood is
/// an error and never zero: otherwise damaging it would be a way to more attempts.
/// </summary>
public sealed class FileAttemptCounter : IAttemptCounter, IDisposable
{
    /// <summary>Most counters where nothing else is said.</summary>
    public const int DefaultCounters = 1024;

    private const string Header = "edgeagent attempts 1";
    private const int MaxLineBytes = 128;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly FileStream _owner;
    private readonly int _maxCounters;
    private readonly OrderedDictionary<AttemptKey, int> _counts = [];

    private FileAttemptCounter(string path, FileStream owner, int maxCounters)
    {
        _path = path;
        _owner = owner;
        _maxCounters = maxCounters;
    }

    /// <summary>Opens the file, or begins with none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxCounters">Beyond this the oldest is dropped that counts no printed secret.</param>
    /// <exception cref="AttemptFileException">Another process has it, or it is damaged.</exception>
    public static FileAttemptCounter Open(string path, int maxCounters = DefaultCounters)
    {
        FileStream owner;
        try
        {
            owner = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new AttemptFileException($"{path} is in use by another process, or its directory is missing.", e);
        }
        var counter = new FileAttemptCounter(path, owner, maxCounters);
        try
        {
            counter.Load();
            return counter;
        }
        catch
        {
            counter.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(AttemptKey key)
    {
        lock (_gate)
        {
            return _counts.GetValueOrDefault(key);
        }
    }

    /// <inheritdoc/>
    public int Increment(AttemptKey key) => Change(key, 1);

    /// <inheritdoc/>
    public void Decrement(AttemptKey key) => Change(key, -1);

    /// <inheritdoc/>
    public void Forget(AttemptKey key) => Change(key, int.MinValue);

    /// <inheritdoc/>
    public void Dispose() => _owner.Dispose();

    private int Change(AttemptKey key, int difference)
    {
        lock (_gate)
        {
            var old = _counts.GetValueOrDefault(key);
            var count = (int)Math.Clamp((long)old + difference, 0, int.MaxValue);
            if (count == old)
            {
                return count;
            }
            if (old == 0 && _counts.Count >= _maxCounters)
            {
                DropOldest();
            }
            _counts.Remove(key); // to the end: the last touched is the youngest
            if (count > 0)
            {
                _counts.Add(key, count);
            }
            Save();
            return count;
        }
    }

    private void DropOldest()
    {
        foreach (var key in _counts.Keys)
        {
            if (key.Scope != AttemptScope.Secret)
            {
                _counts.Remove(key);
                return;
            }
        }
        throw new AttemptFileException($"{_path} holds {_maxCounters} printed secrets. Remove those that are not used.");
    }

    private void Save()
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (var (key, count) in _counts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{key.Scope} {key.Id} {count}\n");
        }
        try
        {
            PrivateFile.WriteAtomic(_path, Encoding.ASCII.GetBytes(text.ToString()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AttemptFileException($"{_path} cannot be written; no attempt is made without it.", e);
        }
    }

    private void Load()
    {
        if (!File.Exists(_path))
        {
            return;
        }
        string text;
        try
        {
            text = Encoding.ASCII.GetString(PrivateFile.Read(_path, (_maxCounters + 1) * MaxLineBytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KeyFileException)
        {
            throw new AttemptFileException($"{_path} cannot be read.", e);
        }
        var lines = text.Split('\n');
        if (lines[0] != Header || lines[^1].Length != 0 || lines.Length > _maxCounters + 2)
        {
            throw Damaged();
        }
        foreach (var line in lines.AsSpan(1, lines.Length - 2))
        {
            Add(line);
        }
    }

    private void Add(string line)
    {
        var parts = line.Split(' ');
        AttemptKey key;
        try
        {
            if (parts.Length != 3
                || !Enum.TryParse<AttemptScope>(parts[0], out var scope)
                || !Enum.IsDefined(scope)
                || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                || count == 0)
            {
                throw Damaged();
            }
            key = new AttemptKey(scope, parts[1]);
            if (!_counts.TryAdd(key, count))
            {
                throw Damaged();
            }
        }
        catch (ArgumentException)
        {
            throw Damaged();
        }
    }

    private AttemptFileException Damaged() => new(
        $"{_path} is damaged. If nobody could have tried codes in the meantime, delete it; otherwise flash the device anew.");
}

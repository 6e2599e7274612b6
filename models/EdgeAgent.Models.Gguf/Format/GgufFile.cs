namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Header of a GGUF file: metadata and tensor list, checked, without the weights.</summary>
public sealed class GgufFile
{
    private readonly Dictionary<string, object> _metadata;

    internal GgufFile(int version, Dictionary<string, object> metadata, IReadOnlyList<GgufTensorInfo> tensors, long dataOffset)
    {
        Version = version;
        _metadata = metadata;
        Tensors = tensors;
        DataOffset = dataOffset;
    }

    /// <summary>2 or 3.</summary>
    public int Version { get; }

    /// <summary>Names of all metadata entries.</summary>
    public IReadOnlyCollection<string> Keys => _metadata.Keys;

    /// <summary>All tensors in the file's order.</summary>
    public IReadOnlyList<GgufTensorInfo> Tensors { get; }

    /// <summary>Where the data section starts, bytes from the start of the file.</summary>
    public long DataOffset { get; }

    /// <summary>Reads and checks a header.</summary>
    /// <exception cref="ModelFormatException">Damaged or hostile; the message says what and at which byte.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static GgufFile Read(string path)
    {
        // The reader has a buffer of its own.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Read(file);
    }

    /// <summary>Reads and checks a header from the start of a stream whose length is known.</summary>
    /// <exception cref="ModelFormatException">Damaged or hostile; the message says what and at which byte.</exception>
    public static GgufFile Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new GgufHeaderReader(new GgufInput(stream)).Read();
    }

    /// <summary>A text value; null where there is none of that name and type.</summary>
    public string? Text(string key) => _metadata.GetValueOrDefault(key) as string;

    /// <summary>A whole number of any width; null where there is none of that name, or it does not fit.</summary>
    public long? WholeNumber(string key) => _metadata.GetValueOrDefault(key) as long?;

    /// <summary>An array; null where there is none of that name.</summary>
    public GgufArray? Array(string key) => _metadata.GetValueOrDefault(key) as GgufArray;

    /// <summary>Whether there is an entry of that name, whatever its type.</summary>
    public bool Has(string key) => _metadata.ContainsKey(key);
}

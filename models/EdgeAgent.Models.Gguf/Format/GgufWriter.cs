using System.Buffers.Binary;
using System.Text;

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Writes a GGUF file of version 3: name everything first, then write it in one pass.</summary>
public sealed class GgufWriter : IDisposable
{
    private const int Alignment = 32;

    private readonly MemoryStream _metadata = new();
    private readonly List<GgufTensorInfo> _tensors = [];
    private ulong _entries;
    private long _nextOffset;

    /// <summary>Adds a text value.</summary>
    public void Add(string key, string value)
    {
        Begin(key, GgufValueType.Text);
        WriteText(_metadata, value);
    }

    /// <summary>Adds a whole number of 32 bits without sign, the kind that most entries have.</summary>
    public void Add(string key, uint value)
    {
        Begin(key, GgufValueType.U32);
        WriteUInt32(_metadata, value);
    }

    /// <summary>Adds a floating-point number of 32 bits.</summary>
    public void Add(string key, float value)
    {
        Begin(key, GgufValueType.F32);
        WriteUInt32(_metadata, BitConverter.SingleToUInt32Bits(value));
    }

    /// <summary>Adds a truth value.</summary>
    public void Add(string key, bool value)
    {
        Begin(key, GgufValueType.Bool);
        _metadata.WriteByte(value ? (byte)1 : (byte)0);
    }

    /// <summary>Adds an array of texts.</summary>
    public void Add(string key, IReadOnlyCollection<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        BeginArray(key, GgufValueType.Text, values.Count);
        foreach (var value in values)
        {
            WriteText(_metadata, value);
        }
    }

    /// <summary>Adds an array of floating-point numbers of 32 bits.</summary>
    public void Add(string key, IReadOnlyCollection<float> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        BeginArray(key, GgufValueType.F32, values.Count);
        foreach (var value in values)
        {
            WriteUInt32(_metadata, BitConverter.SingleToUInt32Bits(value));
        }
    }

    /// <summary>Adds an array of whole numbers of 32 bits.</summary>
    public void Add(string key, IReadOnlyCollection<int> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        BeginArray(key, GgufValueType.I32, values.Count);
        foreach (var value in values)
        {
            WriteUInt32(_metadata, (uint)value);
        }
    }

    /// <summary>Names the next tensor; its data comes in <see cref="Write"/>.</summary>
    /// <param name="name">At most <see cref="GgufLimits.MaxTensorNameBytes"/> bytes.</param>
    /// <param name="type">Encoding.</param>
    /// <param name="dimensions">Fastest first; the first is a multiple of the encoding's block.</param>
    public void AddTensor(string name, GgmlType type, params ReadOnlySpan<long> dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (Encoding.UTF8.GetByteCount(name) > GgufLimits.MaxTensorNameBytes)
        {
            throw new ArgumentException($"\"{name}\" is longer than {GgufLimits.MaxTensorNameBytes} bytes.", nameof(name));
        }
        if (dimensions.Length is 0 or > GgufLimits.MaxDimensions)
        {
            throw new ArgumentException($"\"{name}\" needs 1 to {GgufLimits.MaxDimensions} dimensions.", nameof(dimensions));
        }
        if (!GgmlTypeTraits.TryGetBlock(type, out var blockElements, out var blockBytes) || dimensions[0] % blockElements != 0)
        {
            throw new ArgumentException($"\"{name}\" has rows of {dimensions[0]}, which {type} cannot hold.", nameof(type));
        }
        var elements = 1L;
        foreach (var dimension in dimensions)
        {
            elements = checked(elements * dimension);
        }
        var size = checked(elements / blockElements * blockBytes);
        _tensors.Add(new GgufTensorInfo(name, type, [.. dimensions], _nextOffset, size));
        _nextOffset = Pad(checked(_nextOffset + size));
    }

    /// <summary>Writes the file.</summary>
    /// <param name="output">Takes the file from its current position on.</param>
    /// <param name="writeTensor">Called for each tensor in order; writes exactly its <see cref="GgufTensorInfo.SizeBytes"/>.</param>
    /// <exception cref="InvalidOperationException">A tensor got more or fewer bytes than its size.</exception>
    public void Write(Stream output, Action<GgufTensorInfo, Stream> writeTensor)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(writeTensor);
        var start = output.Position;
        WriteHeader(output);
        WritePadding(output, start);
        foreach (var tensor in _tensors)
        {
            var before = output.Position;
            writeTensor(tensor, output);
            if (output.Position - before != tensor.SizeBytes)
            {
                throw new InvalidOperationException(
                    $"{tensor.Name} got {output.Position - before} bytes instead of {tensor.SizeBytes}.");
            }
            WritePadding(output, start);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _metadata.Dispose();

    private void WriteHeader(Stream output)
    {
        output.Write("GGUF"u8);
        WriteUInt32(output, 3);
        WriteUInt64(output, (ulong)_tensors.Count);
        WriteUInt64(output, _entries);
        _metadata.WriteTo(output);
        foreach (var tensor in _tensors)
        {
            WriteText(output, tensor.Name);
            WriteUInt32(output, (uint)tensor.Dimensions.Length);
            foreach (var dimension in tensor.Dimensions)
            {
                WriteUInt64(output, (ulong)dimension);
            }
            WriteUInt32(output, (uint)tensor.Type);
            WriteUInt64(output, (ulong)tensor.Offset);
        }
    }

    private void BeginArray(string key, GgufValueType elementType, int count)
    {
        Begin(key, GgufValueType.Array);
        WriteUInt32(_metadata, (uint)elementType);
        WriteUInt64(_metadata, (ulong)count);
    }

    private void Begin(string key, GgufValueType type)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        WriteText(_metadata, key);
        WriteUInt32(_metadata, (uint)type);
        _entries++;
    }

    private static long Pad(long length) => (length + Alignment - 1) / Alignment * Alignment;

    private static void WritePadding(Stream output, long start)
    {
        var written = output.Position - start;
        output.Write(stackalloc byte[(int)(Pad(written) - written)]);
    }

    private static void WriteText(Stream output, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        WriteUInt64(output, (ulong)utf8.Length);
        output.Write(utf8);
    }

    private static void WriteUInt32(Stream output, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private static void WriteUInt64(Stream output, ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        output.Write(bytes);
    }
}

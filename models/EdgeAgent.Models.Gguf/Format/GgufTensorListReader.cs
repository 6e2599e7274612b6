using System.Collections.Immutable;

namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Reads the list of tensors and holds it against the length of the file.</summary>
internal sealed class GgufTensorListReader(GgufInput input, int alignment)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public List<GgufTensorInfo> Read(int count, out long dataOffset)
    {
        var tensors = new List<GgufTensorInfo>();
        var nextOffset = 0L;
        for (var i = 0; i < count; i++)
        {
            var tensor = ReadTensor(nextOffset);
            tensors.Add(tensor);
            // No overflow: offset and size lie within the file, the alignment is small.
            nextOffset = Pad(tensor.Offset + tensor.SizeBytes);
        }
        dataOffset = Pad(input.Position);
        foreach (var tensor in tensors)
        {
            if (tensor.Offset + tensor.SizeBytes > input.Length - dataOffset)
            {
                throw new ModelFormatException(
                    $"The tensor {tensor.Name} ends at byte {dataOffset + tensor.Offset + tensor.SizeBytes}, but the file " +
                    $"has {input.Length}: it is cut off.");
            }
        }
        return tensors;
    }

    private GgufTensorInfo ReadTensor(long expectedOffset)
    {
        var at = input.Position;
        var name = input.Text("a tensor name", GgufLimits.MaxTensorNameBytes);
        if (name.Length == 0 || name.Contains('\0') || !_names.Add(name))
        {
            throw GgufInput.Fault($"The tensor name \"{name}\" is empty, damaged or stands twice", at);
        }
        var dimensions = ReadDimensions(name);
        var type = (GgmlType)input.UInt32();
        if (!GgmlTypeTraits.TryGetBlock(type, out var blockElements, out var blockBytes))
        {
            throw GgufInput.Fault($"The tensor {name} has the unknown type {(uint)type}", at);
        }
        if (dimensions[0] % blockElements != 0)
        {
            throw GgufInput.Fault($"The tensor {name} has rows of {dimensions[0]}, no multiple of the {blockElements} of {type}", at);
        }
        var elements = Int128.One;
        foreach (var dimension in dimensions)
        {
            elements *= dimension; // both factors are below 2^63
            if (elements > long.MaxValue)
            {
                throw GgufInput.Fault($"The tensor {name} has more elements than any file", at);
            }
        }
        var size = elements / blockElements * blockBytes;
        var offset = input.UInt64();
        if (offset != (ulong)expectedOffset)
        {
            throw GgufInput.Fault($"The tensor {name} is at offset {offset}, the one before it ends at {expectedOffset}", at);
        }
        if (size > input.Length - expectedOffset)
        {
            throw GgufInput.Fault($"The tensor {name} has {size} bytes, but the file has {input.Length}", at);
        }
        return new GgufTensorInfo(name, type, dimensions, expectedOffset, (long)size);
    }

    private ImmutableArray<long> ReadDimensions(string name)
    {
        var at = input.Position;
        var count = input.UInt32();
        if (count is < 1 or > GgufLimits.MaxDimensions)
        {
            throw GgufInput.Fault($"The tensor {name} has {count} dimensions; 1 to {GgufLimits.MaxDimensions} are possible", at);
        }
        var dimensions = ImmutableArray.CreateBuilder<long>((int)count);
        for (var i = 0; i < count; i++)
        {
            var dimension = input.UInt64();
            if (dimension is 0 or > long.MaxValue)
            {
                throw GgufInput.Fault($"The tensor {name} has a dimension of {dimension}", at);
            }
            dimensions.Add((long)dimension);
        }
        return dimensions.MoveToImmutable();
    }

    private long Pad(long position) => (position + alignment - 1) / alignment * alignment;
}

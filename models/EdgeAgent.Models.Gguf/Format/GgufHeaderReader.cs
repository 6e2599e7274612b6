namespace EdgeAgent.Models.Gguf.Format;

/// <summary>Reads one header, strictly (GGUF specification, version 3; llama.cpp's gguf.cpp where that is narrower).</summary>
internal sealed class GgufHeaderReader(GgufInput input)
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int DefaultAlignment = 32;
    private const string AlignmentKey = "general.alignment";

    private readonly Dictionary<string, object> _metadata = new(StringComparer.Ordinal);

    public GgufFile Read()
    {
        if (input.Length < sizeof(uint) || input.UInt32() != Magic)
        {
            throw new ModelFormatException("This is not a GGUF file: it does not begin with \"GGUF\".");
        }
        var version = input.UInt32();
        if (version is not (2 or 3))
        {
            throw GgufInput.Fault(
                version is 0x02000000 or 0x03000000
                    ? "The file is for big-endian machines"
                    : $"GGUF version {version} is unknown; 2 and 3 are read",
                sizeof(uint));
        }
        var tensorCount = input.Count("The number of tensors", GgufLimits.MaxTensors);
        var entryCount = input.Count("The number of metadata entries", GgufLimits.MaxMetadataEntries);
        for (var i = 0; i < entryCount; i++)
        {
            ReadEntry();
        }
        var tensors = new GgufTensorListReader(input, Alignment()).Read(tensorCount, out var dataOffset);
        return new GgufFile((int)version, _metadata, tensors, dataOffset);
    }

    private void ReadEntry()
    {
        var at = input.Position;
        var key = input.Text("a metadata key", GgufLimits.MaxKeyBytes);
        if (key.Length == 0)
        {
            throw GgufInput.Fault("A metadata key is empty", at);
        }
        var type = ReadType(key);
        object value = type switch
        {
            GgufValueType.Array => ReadArray(key),
            GgufValueType.Text => input.Text(key, GgufLimits.MaxStringBytes),
            _ => ReadNumber(key, type),
        };
        if (!_metadata.TryAdd(key, value))
        {
            throw GgufInput.Fault($"The metadata key {key} stands twice", at);
        }
    }

    private GgufValueType ReadType(string key)
    {
        var at = input.Position;
        var type = (GgufValueType)input.UInt32();
        return Enum.IsDefined(type) ? type : throw GgufInput.Fault($"{key} has the unknown type {(uint)type}", at);
    }

    /// <summary>Whole numbers as long where they fit, all else as double.</summary>
    private object ReadNumber(string key, GgufValueType type)
    {
        var at = input.Position;
        switch (type)
        {
            case GgufValueType.U8:
                return (long)input.Byte();
            case GgufValueType.I8:
                return (long)(sbyte)input.Byte();
            case GgufValueType.U16:
                return (long)input.UInt16();
            case GgufValueType.I16:
                return (long)(short)input.UInt16();
            case GgufValueType.U32:
                return (long)input.UInt32();
            case GgufValueType.I32:
                return (long)(int)input.UInt32();
            case GgufValueType.F32:
                return (double)BitConverter.UInt32BitsToSingle(input.UInt32());
            case GgufValueType.Bool:
                var flag = input.Byte();
                return flag <= 1 ? flag == 1 : throw GgufInput.Fault($"{key} is a truth value of {flag}", at);
            case GgufValueType.U64:
                var number = input.UInt64();
                return number <= long.MaxValue ? (long)number : (double)number;
            case GgufValueType.I64:
                return (long)input.UInt64();
            default:
                return BitConverter.UInt64BitsToDouble(input.UInt64());
        }
    }

    private GgufArray ReadArray(string key)
    {
        var at = input.Position;
        var type = ReadType(key);
        if (type == GgufValueType.Array)
        {
            throw GgufInput.Fault($"{key} is an array of arrays, which no model needs", at);
        }
        var count = input.Count($"The number of elements of {key}", GgufLimits.MaxArrayElements);
        if (type == GgufValueType.Text)
        {
            ReadStrings(key, count);
        }
        else
        {
            input.Skip((long)count * ElementBytes(type));
        }
        return new GgufArray(type, count);
    }

    private void ReadStrings(string key, int count)
    {
        input.Require((long)count * sizeof(ulong));
        // The native vocabulary aborts the process when two tokens have one text.
        var tokens = string.Equals(key, GgufKeys.Tokens, StringComparison.Ordinal) ? new TokenTextSet(count) : null;
        for (var i = 0; i < count; i++)
        {
            var at = input.Position;
            var text = input.StringBytes(key, GgufLimits.MaxArrayStringBytes);
            if (tokens?.Add(text, i) == false)
            {
                throw GgufInput.Fault($"Token {i} has the text of another token", at);
            }
        }
    }

    private static int ElementBytes(GgufValueType type) => type switch
    {
        GgufValueType.U8 or GgufValueType.I8 or GgufValueType.Bool => 1,
        GgufValueType.U16 or GgufValueType.I16 => 2,
        GgufValueType.U64 or GgufValueType.I64 or GgufValueType.F64 => 8,
        _ => 4,
    };

    private int Alignment()
    {
        if (!_metadata.TryGetValue(AlignmentKey, out var value))
        {
            return DefaultAlignment;
        }
        return value is long and >= 1 and <= GgufLimits.MaxAlignment && long.IsPow2((long)value)
            ? (int)(long)value
            : throw new ModelFormatException(
                $"{AlignmentKey} is {value}; it must be a power of two up to {GgufLimits.MaxAlignment}.");
    }
}

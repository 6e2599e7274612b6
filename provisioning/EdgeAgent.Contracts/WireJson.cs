using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts.Json;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Contracts;

/// <summary>The JSON of the wire: camelCase, enums by their camelCase names, required members required, unknown members skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(WireEnumConverter<Presence>),
        typeof(WireEnumConverter<JobOutcome>),
        typeof(WireEnumConverter<JobRejectReason>),
        typeof(WireEnumConverter<ClaimAckStatus>),
        typeof(WireEnumConverter<PointKind>),
        typeof(WireEnumConverter<GapReason>),
        typeof(WireEnumConverter<DeviceEventKind>),
        typeof(WireEnumConverter<CommandOp>),
        typeof(WireEnumConverter<CommandStatus>),
    ],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = WireLimits.JsonDepth)]
[JsonSerializable(typeof(DeviceStatus))]
[JsonSerializable(typeof(DeviceBirth))]
[JsonSerializable(typeof(DeviceCapability))]
[JsonSerializable(typeof(DevicePoints))]
[JsonSerializable(typeof(PointValues))]
[JsonSerializable(typeof(Reading))]
[JsonSerializable(typeof(ReadingBatch))]
[JsonSerializable(typeof(ReadingAck))]
[JsonSerializable(typeof(DeviceEvent))]
[JsonSerializable(typeof(DeviceCommand))]
[JsonSerializable(typeof(CommandResult))]
[JsonSerializable(typeof(DesiredConfig))]
[JsonSerializable(typeof(ReportedConfig))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobInput))]
[JsonSerializable(typeof(JobAccepted))]
[JsonSerializable(typeof(JobRejected))]
[JsonSerializable(typeof(JobChunk))]
[JsonSerializable(typeof(JobChunkAck))]
[JsonSerializable(typeof(JobCancel))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(SignedClaim))]
[JsonSerializable(typeof(ClaimAck))]
[JsonSerializable(typeof(Rfq))]
[JsonSerializable(typeof(QuoteAnswer))]
[JsonSerializable(typeof(SignedUsage))]
[JsonSerializable(typeof(SignedUsageAck))]
[JsonSerializable(typeof(SignedReceipt))]
[JsonSerializable(typeof(Settle))]
[JsonSerializable(typeof(EpochRoot))]
[JsonSerializable(typeof(PoIAttestation))]
[JsonSerializable(typeof(EnrolmentOffer))]
[JsonSerializable(typeof(EnrolmentRequest))]
[JsonSerializable(typeof(EnrolmentGrant))]
[JsonSerializable(typeof(PairingHello))]
[JsonSerializable(typeof(PairingWait))]
[JsonSerializable(typeof(PairingRefused))]
[JsonSerializable(typeof(PairingChallenge))]
[JsonSerializable(typeof(PairingReply))]
[JsonSerializable(typeof(PairingProof))]
[JsonSerializable(typeof(PairingConfirm))]
[JsonSerializable(typeof(PairingGrant))]
public sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Reads and checks one message.</summary>
    /// <param name="utf8">The payload; refused above <see cref="WireLimits.MessageBytes"/>.</param>
    /// <param name="type">The expected shape, for example <c>WireJson.Default.JobChunk</c>.</param>
    /// <exception cref="WireFormatException">Not this message; the only error there is.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class, IWireMessage
    {
        if (utf8.Length > WireLimits.MessageBytes)
        {
            throw new WireFormatException(
                $"{typeof(T).Name} has {utf8.Length} bytes; at most {WireLimits.MessageBytes} are allowed.");
        }
        T message;
        try
        {
            message = JsonSerializer.Deserialize(utf8, type)
                ?? throw new WireFormatException($"{typeof(T).Name} is null.");
        }
        catch (JsonException e)
        {
            // Not as the inner exception: its texts and its path quote the message, which may be a prompt.
#pragma warning disable MA0054
            throw new WireFormatException(
                $"Not a {typeof(T).Name}: {Where(e, type)} at line {e.LineNumber + 1}, byte {e.BytePositionInLine}.");
#pragma warning restore MA0054
        }
        message.Validate();
        return message;
    }

    /// <summary>Writes one message. What the receiver would refuse is refused here, where the fault is.</summary>
    /// <exception cref="WireFormatException">A limit is broken, <see cref="WireLimits.MessageBytes"/> included.</exception>
    public static byte[] Write<T>(T message, JsonTypeInfo<T> type)
        where T : class, IWireMessage
    {
        message.Validate();
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(message, type);
        return utf8.Length <= WireLimits.MessageBytes
            ? utf8
            : throw new WireFormatException(
                $"{typeof(T).Name} has {utf8.Length} bytes; at most {WireLimits.MessageBytes} are allowed.");
    }

    /// <summary>The member that is wrong, if it is one of ours: names from the message do not go into errors.</summary>
    private static string Where(JsonException error, JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (error.Path is { } path && path.StartsWith("$." + member.Name, StringComparison.Ordinal)
                && (path.Length == 2 + member.Name.Length || path[2 + member.Name.Length] is '.' or '['))
            {
                return member.Name;
            }
        }
        return "form";
    }
}

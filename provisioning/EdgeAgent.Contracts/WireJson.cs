using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Contracts;

/// <summary>The JSON of the wire: camelCase, enums as text, required members required, unknown members skipped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = WireLimits.JsonDepth)]
[JsonSerializable(typeof(DeviceStatus))]
[JsonSerializable(typeof(DeviceBirth))]
[JsonSerializable(typeof(DeviceCapability))]
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
            throw new WireFormatException($"Not a {typeof(T).Name}: {e.Path} at byte {e.BytePositionInLine}.", e);
        }
        message.Validate();
        return message;
    }

    /// <summary>Writes one message.</summary>
    public static byte[] Write<T>(T message, JsonTypeInfo<T> type)
        where T : class, IWireMessage => JsonSerializer.SerializeToUtf8Bytes(message, type);
}

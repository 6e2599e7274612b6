using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace EdgeAgent.Identity.Eip712;

/// <summary>Signed data in the form that wallets take (<c>eth_signTypedData_v4</c>).</summary>
internal static class TypedDataJson
{
    /// <param name="type">Names the members.</param>
    /// <param name="message">The wire's JSON of it has the same names, and 64 and 128 bit numbers as text.</param>
    /// <param name="json">The wire's shape of the message.</param>
    public static byte[] Write<T>(TypedDataType type, T message, JsonTypeInfo<T> json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("types");
            WriteType(writer, "EIP712Domain", TypedDataDomain.Type);
            WriteType(writer, type.Name, type);
            writer.WriteEndObject();
            writer.WriteString("primaryType", type.Name);
            writer.WriteStartObject("domain");
            writer.WriteString("name", TypedDataDomain.Name);
            writer.WriteString("version", TypedDataDomain.Version);
            writer.WriteNumber("chainId", TypedDataDomain.ChainId);
            writer.WriteEndObject();
            writer.WritePropertyName("message");
            JsonSerializer.Serialize(writer, message, json);
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteType(Utf8JsonWriter writer, string name, TypedDataType type)
    {
        writer.WriteStartArray(name);
        foreach (var member in type.Members)
        {
            writer.WriteStartObject();
            writer.WriteString("name", member.Name);
            writer.WriteString("type", member.Type);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}

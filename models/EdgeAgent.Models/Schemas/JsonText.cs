using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeAgent.Models.Schemas;

/// <summary>JSON values as the shortest text that models also write.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value's text, without white space.</summary>
    public static string Write(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, s_options))
        {
            value.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>A string's text, in JSON's quotes.</summary>
    public static string Write(string value) =>
        $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

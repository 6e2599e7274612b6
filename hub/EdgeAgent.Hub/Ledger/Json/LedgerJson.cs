using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Ledger.Json;

/// <summary>JSON of the journal and of the ledger's API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(EntryBody))]
[JsonSerializable(typeof(IReadOnlyList<EntryBody>))]
[JsonSerializable(typeof(LedgerBody))]
[JsonSerializable(typeof(StatementBody))]
[JsonSerializable(typeof(LedgerError))]
internal sealed partial class LedgerJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeAgent.Hub.Ledger.Json;

/// <summary>A journal entry as it is stored and exported.</summary>
internal sealed record EntryBody(
    [property: JsonRequired] ulong Index,
    [property: JsonRequired] string Previous,
    [property: JsonRequired] string Rule,
    [property: JsonRequired] long At,
    [property: JsonRequired] IReadOnlyList<PostingBody> Postings,
    [property: JsonRequired] string Signature,
    string? Agreement = null,
    string? Escrow = null,
    string? Claim = null,
    long? Deadline = null,
    string? Reason = null,
    JsonElement? Receipt = null,
    JsonElement? Usage = null,
    JsonElement? Epoch = null);

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Ledger.Json;

namespace EdgeAgent.Hub.Ledger;

/// <summary>Entries as bytes. One entry has one form: what is read must be what would be written.</summary>
internal static class LedgerCodec
{
    /// <summary>UTF-8 JSON of an entry.</summary>
    public static byte[] Write(LedgerEntry entry) =>
        JsonSerializer.SerializeToUtf8Bytes(ToBody(entry), LedgerJson.Default.EntryBody);

    /// <summary>Reads an entry.</summary>
    /// <exception cref="LedgerException">Not an entry, or not in its one form.</exception>
    public static LedgerEntry Read(ReadOnlySpan<byte> utf8)
    {
        LedgerEntry entry;
        try
        {
            entry = FromBody(JsonSerializer.Deserialize(utf8, LedgerJson.Default.EntryBody)!);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new LedgerException($"not an entry: {e.Message}", e);
        }
        return utf8.SequenceEqual(Write(entry)) ? entry : throw new LedgerException("an entry in another form");
    }

    /// <summary>The entry for API and export.</summary>
    public static EntryBody ToBody(LedgerEntry entry)
    {
        var draft = entry.Draft;
        return new EntryBody(
            entry.Index,
            entry.Previous.ToString(),
            draft.Rule.ToString(),
            draft.AtMs,
            [.. draft.Postings.Select(p => new PostingBody(p.Account.ToString(), p.Micros))],
            entry.Signature.ToString(),
            Text(draft.Agreement),
            Text(draft.Escrow),
            Text(draft.Claim),
            (draft.Evidence as LedgerEvidence.Deadline)?.AtMs,
            (draft.Evidence as LedgerEvidence.Reason)?.Text,
            Element((draft.Evidence as LedgerEvidence.Receipt)?.Signed, WireJson.Default.SignedReceipt),
            Element((draft.Evidence as LedgerEvidence.Usage)?.Signed, WireJson.Default.SignedUsageAck),
            Element((draft.Evidence as LedgerEvidence.Epoch)?.Signed, WireJson.Default.SignedEpochRoot));
    }

    private static LedgerEntry FromBody(EntryBody body)
    {
        if (!Enum.TryParse<SettleRule>(body.Rule, out var rule) || rule.ToString() != body.Rule)
        {
            throw new FormatException("an unknown rule");
        }
        return new LedgerEntry(
            body.Index,
            Bytes32.Parse(body.Previous),
            new LedgerDraft
            {
                Rule = rule,
                Agreement = Hash(body.Agreement),
                Escrow = Hash(body.Escrow),
                Claim = Hash(body.Claim),
                Evidence = EvidenceOf(body),
                Postings = [.. body.Postings.Select(ToPosting)],
                AtMs = body.At,
            },
            RecoverableSignature.Parse(body.Signature));
    }

    private static LedgerEvidence? EvidenceOf(EntryBody body) => body switch
    {
        { Receipt: { } receipt } => new LedgerEvidence.Receipt(
            receipt.Deserialize(WireJson.Default.SignedReceipt)!),
        { Usage: { } usage } => new LedgerEvidence.Usage(usage.Deserialize(WireJson.Default.SignedUsageAck)!),
        { Epoch: { } epoch } => new LedgerEvidence.Epoch(epoch.Deserialize(WireJson.Default.SignedEpochRoot)!),
        { Deadline: { } deadline } => new LedgerEvidence.Deadline(deadline),
        { Reason: { } reason } => new LedgerEvidence.Reason(reason),
        _ => null,
    };

    private static LedgerPosting ToPosting(PostingBody body) => LedgerAccount.TryParse(body.Account, out var account)
        ? new LedgerPosting(account, body.Micros)
        : throw new FormatException("an unknown account");

    private static Bytes32 Hash(string? text) => text is null ? default : Bytes32.Parse(text);

    private static string? Text(Bytes32 hash) => hash == default ? null : hash.ToString();

    private static JsonElement? Element<T>(T? value, JsonTypeInfo<T> type)
        where T : class => value is null ? null : JsonSerializer.SerializeToElement(value, type);
}

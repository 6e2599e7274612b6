using System.Globalization;
using EdgeAgent.Hub.Administration.Access;
using EdgeAgent.Hub.Administration.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>Shows the audit log.</summary>
internal sealed class AuditEndpoint(AuditLog audit)
{
    private const int DefaultPage = 50;

    /// <summary><c>GET /api/hub/audit?limit=50&amp;before=SEQ</c>.</summary>
    public Task ListAsync(HttpContext context)
    {
        if (!TryRead(context, "limit", DefaultPage, out var limit)
            || limit is < 1 or > AuditLimits.Page
            || !TryRead(context, "before", long.MaxValue, out var before))
        {
            return RefusalWriter.WriteAsync(context, JsonExchange.Invalid(
                $"limit must be 1 to {AuditLimits.Page}, before a number from an earlier page."));
        }
        var lines = audit.List((int)limit, before);
        return JsonExchange.WriteAsync(
            context,
            new AuditPage([.. lines.Select(Describe)], lines.Count == limit ? lines[^1].Seq : null),
            AdministrationJson.Default.AuditPage);
    }

    private static AuditLine Describe(AuditEntry entry) => new(
        entry.Seq,
        entry.Time,
        entry.Actor.Who,
        entry.Actor.Origin,
        entry.Act.Action,
        entry.Act.Subject,
        entry.Act.Outcome.ToString().ToLowerInvariant(),
        entry.Act.Detail,
        entry.Hash.ToString());

    private static bool TryRead(HttpContext context, string name, long absent, out long value)
    {
        value = absent;
        return !context.Request.Query.TryGetValue(name, out var text)
            || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}

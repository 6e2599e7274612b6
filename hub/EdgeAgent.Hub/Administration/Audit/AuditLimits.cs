namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>Bounds of the audit log.</summary>
internal static class AuditLimits
{
    /// <summary>Longest subject or detail, UTF-16 units; what is longer is cut.</summary>
    public const int TextChars = 512;

    /// <summary>Most lines of one answer.</summary>
    public const int Page = 200;
}

namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>How an administrative act ended.</summary>
internal enum AuditOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was not allowed, or asked for something impossible.</summary>
    Refused,

    /// <summary>It was allowed but the hub could not do it.</summary>
    Failed,
}

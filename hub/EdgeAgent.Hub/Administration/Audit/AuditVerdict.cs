using EdgeAgent.Contracts;

namespace EdgeAgent.Hub.Administration.Audit;

/// <summary>Whether the audit log is as it was written.</summary>
internal abstract record AuditVerdict
{
    private AuditVerdict()
    {
    }

    /// <summary>Every line follows from the one before.</summary>
    /// <param name="Count">Lines.</param>
    /// <param name="Head">Hash of the last; whoever keeps it elsewhere notices when lines are cut off at the end.</param>
    public sealed record Whole(long Count, Bytes32 Head) : AuditVerdict;

    /// <summary>A line is missing or was changed.</summary>
    /// <param name="Seq">The first that does not fit.</param>
    public sealed record Broken(long Seq) : AuditVerdict;
}

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Renewal;

/// <summary>What becomes of a renewal.</summary>
internal abstract record RenewalOutcome
{
    private RenewalOutcome()
    {
    }

    /// <summary>The next certificate; the registry has it.</summary>
    public sealed record Granted(EnrolmentGrant Grant) : RenewalOutcome;

    /// <summary>Nothing has changed.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">For the device's log; names what it has to do.</param>
    public sealed record Refused(RenewalRefusal Reason, string Detail) : RenewalOutcome;
}

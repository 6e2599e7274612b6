using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Hub.Devices;

/// <summary>The hub's answer to an enrolment request.</summary>
internal abstract record EnrolmentOutcome
{
    private EnrolmentOutcome()
    {
    }

    /// <summary>Taken in: the registry has it on disk, and the grant may leave.</summary>
    public sealed record Granted(RegisteredDevice Device, EnrolmentGrant Grant) : EnrolmentOutcome;

    /// <summary>Not taken in; nothing has changed.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="Detail">For the owner.</param>
    public sealed record Refused(EnrolmentRefusal Refusal, string Detail) : EnrolmentOutcome;
}

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Pairing.Hub;

/// <summary>What the hub's enrolment says to a request.</summary>
public abstract record EnrolmentDecision
{
    private EnrolmentDecision()
    {
    }

    /// <summary>Taken in; the registry holds the device, its key and this serial durably, as not yet active.</summary>
    /// <param name="Grant">For the device.</param>
    /// <param name="Serial">Of the certificate, lower-case hexadecimal digits.</param>
    public sealed record Granted(EnrolmentGrant Grant, string Serial) : EnrolmentDecision;

    /// <summary>A person must approve first: the device is known already.</summary>
    public sealed record NeedsApproval : EnrolmentDecision;

    /// <summary>Not taken in.</summary>
    public sealed record Denied : EnrolmentDecision;
}

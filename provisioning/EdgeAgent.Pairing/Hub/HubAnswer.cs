using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Pairing.Hub;

/// <summary>What the hub answers a device.</summary>
public abstract record HubAnswer
{
    private HubAnswer()
    {
    }

    /// <summary>Send it: a person has to act first.</summary>
    public sealed record Wait(PairingWait Message) : HubAnswer;

    /// <summary>Send it: the exchange begins.</summary>
    public sealed record Challenge(PairingChallenge Message) : HubAnswer;

    /// <summary>Send it: the hub knows the secret.</summary>
    public sealed record Proof(PairingProof Message) : HubAnswer;

    /// <summary>Send it: the device is taken in.</summary>
    public sealed record Grant(PairingGrant Message) : HubAnswer;

    /// <summary>Send it; why is nobody's business.</summary>
    public sealed record Refused(PairingRefused Message) : HubAnswer;

    /// <summary>
    /// Nothing to send yet: check the request as any enrolment is checked, then call <see cref="HubPairing.Decide"/> and send what
    /// that answers. The permit is for this run and this TLS key, and signed by its device; the certificate request is not looked at.
    /// </summary>
    /// <param name="Key">The enrolment.</param>
    /// <param name="Offer">What the request must fit.</param>
    /// <param name="Request">Sealed by the device that knew the secret.</param>
    /// <param name="IsApproved">A person has approved it already.</param>
    public sealed record Decide(Bytes32 Key, EnrolmentOffer Offer, EnrolmentRequest Request, bool IsApproved) : HubAnswer;
}

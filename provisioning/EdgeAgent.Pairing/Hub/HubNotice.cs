using EdgeAgent.Contracts;

namespace EdgeAgent.Pairing.Hub;

/// <summary>What the hub has to do or to tell because time has passed.</summary>
public abstract record HubNotice
{
    private HubNotice()
    {
    }

    /// <summary>The hour is over without a connection: delete the device's row from the registry, if it still names this certificate.</summary>
    public sealed record Void(GrantedEnrolment Enrolment) : HubNotice;

    /// <summary>A printed secret has failed <see cref="HubPairingLimits.Attempts"/> times: somebody poses as the card, or it is another card. Held until a person calls <see cref="HubPairing.Rearm"/>.</summary>
    public sealed record PrintedHeld(EnrolmentId Enrolment) : HubNotice;
}

using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Pairing.Device;

/// <summary>What the device has to do after an event.</summary>
public abstract record DeviceStep
{
    private DeviceStep()
    {
    }

    /// <summary>Nothing: the event did not belong here and changed nothing.</summary>
    public sealed record Ignored : DeviceStep;

    /// <summary>Send <paramref name="Message"/> to <c>/pair/reply</c>.</summary>
    public sealed record SendReply(PairingReply Message) : DeviceStep;

    /// <summary>Sign the permit that fits the offer, make the certificate request, and hand both to <see cref="DevicePairing.OnRequest"/>.</summary>
    public sealed record MakeRequest(EnrolmentOffer Offer) : DeviceStep;

    /// <summary>Send <paramref name="Message"/> to <c>/pair/confirm</c>, again while the hub asks to wait or does not answer.</summary>
    public sealed record SendConfirm(PairingConfirm Message) : DeviceStep;

    /// <summary>Check the grant against the offer, store it durably as not yet active, then call <see cref="DevicePairing.OnStored"/>.</summary>
    /// <param name="Offer">What the hub said of itself.</param>
    /// <param name="Grant">Sealed by the hub that knew the secret; the descriptor's signature is checked already.</param>
    /// <param name="Fingerprint">To show; the hub shows the same.</param>
    public sealed record Store(EnrolmentOffer Offer, EnrolmentGrant Grant, string Fingerprint) : DeviceStep;

    /// <summary>Connect with mutual TLS, then call <see cref="DevicePairing.OnConnected"/>.</summary>
    public sealed record Connect : DeviceStep;

    /// <summary>The device belongs to the home: mark the grant as active and erase the stored secret.</summary>
    public sealed record Activated : DeviceStep;

    /// <summary>The hub did not know the secret: a wrong code, or not the hub. Say hello again after <paramref name="Wait"/>.</summary>
    /// <param name="AttemptsLeft">At least one.</param>
    /// <param name="Wait">Until the next hello.</param>
    public sealed record WrongSecret(int AttemptsLeft, TimeSpan Wait) : DeviceStep;

    /// <summary>The run is over; say hello again.</summary>
    public sealed record StartOver : DeviceStep;

    /// <summary>Over; show why.</summary>
    public sealed record Ended(DeviceEnd Reason) : DeviceStep;
}

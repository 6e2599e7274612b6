namespace EdgeAgent.Edge.Pairing;

/// <summary>What a person at the device should see of its pairing.</summary>
public abstract record PairingNews
{
    private PairingNews()
    {
    }

    /// <summary>In words.</summary>
    public abstract string Text { get; }

    /// <summary>The device has a name for its owner to choose by.</summary>
    public sealed record Begun(string Name) : PairingNews
    {
        /// <inheritdoc/>
        public override string Text => $"looking for the hub as {Name}";
    }

    /// <summary>The hub is there and waits for the code; for a printed secret, to be told of it.</summary>
    /// <param name="Hub">Where.</param>
    /// <param name="Name">The short name that the hub shows.</param>
    /// <param name="IsPrinted">The device has a printed secret.</param>
    public sealed record Waiting(HubTarget Hub, string Name, bool IsPrinted) : PairingNews
    {
        /// <inheritdoc/>
        public override string Text => IsPrinted
            ? $"waiting as {Name} for the hub at {Hub} to be told of this card's label"
            : $"waiting as {Name} for the code to be entered at the hub at {Hub}";
    }

    /// <summary>Nobody answers.</summary>
    /// <param name="Where">The hub's place, or how it was looked for.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Unreachable(string Where, string Reason) : PairingNews
    {
        /// <inheritdoc/>
        public override string Text => $"no hub at {Where}: {Reason}";
    }

    /// <summary>The hub does not go on, and does not say why.</summary>
    public sealed record Refused(HubTarget Hub) : PairingNews
    {
        /// <inheritdoc/>
        public override string Text => $"the hub at {Hub} refuses; look at its pairing page";
    }

    /// <summary>The hub did not know the secret.</summary>
    /// <param name="AttemptsLeft">Until the device locks itself.</param>
    public sealed record WrongSecret(int AttemptsLeft) : PairingNews
    {
        /// <inheritdoc/>
        public override string Text =>
            $"a wrong code was entered, or this is not your hub; {AttemptsLeft} attempts are left until this device is switched off and on";
    }

    /// <summary>Both sides knew the secret; the owner must approve, because the hub knows this device already.</summary>
    /// <param name="Fingerprint">The hub shows the same.</param>
    public sealed record Approval(string Fingerprint) : PairingNews
    {
        /// <inheritdoc/>
        public override string Text => $"the hub knows this device already: approve it there if it shows the fingerprint {Fingerprint}";
    }

    /// <summary>The certificate is here; the first connection is being made.</summary>
    public sealed record Connecting(string Fingerprint) : PairingNews
    {
        /// <inheritdoc/>
        public override string Text => $"has its certificate, connecting; fingerprint {Fingerprint}";
    }
}

namespace EdgeAgent.Pairing.Device;

/// <summary>Where a device stands in pairing.</summary>
public enum DeviceState
{
    /// <summary>Says hello and waits for a person to enter the code at the hub.</summary>
    Offering,

    /// <summary>Has answered a challenge and waits for the hub's proof.</summary>
    Replied,

    /// <summary>The hub knows the secret; the device's request is being made.</summary>
    Trusting,

    /// <summary>Has sent its proof and its request, and waits for the grant.</summary>
    Confirming,

    /// <summary>The grant is being checked and stored.</summary>
    Storing,

    /// <summary>Has its certificate; the first mutual-TLS connection is missing.</summary>
    Pending,

    /// <summary>Belongs to the home; the secret is erased.</summary>
    Active,

    /// <summary>Over without a result; the secret is erased from memory.</summary>
    Ended,
}

namespace EdgeAgent.Pairing.Hub;

/// <summary>Where one enrolment stands on the hub.</summary>
public enum EnrolmentState
{
    /// <summary>Waits for a person to choose it and enter its code.</summary>
    Pending,

    /// <summary>The code is entered, or the printed secret known; the device's next hello begins the exchange.</summary>
    Selected,

    /// <summary>The challenge is out.</summary>
    Challenged,

    /// <summary>The hub has proved itself; the device's proof is missing.</summary>
    Proven,

    /// <summary>The device has proved itself; its request is being decided.</summary>
    Deciding,

    /// <summary>The device is known already, or policy asks: a person must approve.</summary>
    AwaitingApproval,

    /// <summary>Has its certificate; the first mutual-TLS connection is missing.</summary>
    Granted,
}

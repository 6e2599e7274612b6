namespace EdgeAgent.Pairing.Hub;

/// <summary>What became of a code or a printed secret that a person entered.</summary>
public enum CodeOutcome
{
    /// <summary>The device's next hello begins the exchange; whether the code is right shows then.</summary>
    Accepted,

    /// <summary>No such enrolment waits for a code (any more).</summary>
    NotPending,

    /// <summary>Not eight digits, or a trivial code, which no device shows; or not a printed secret. Not counted.</summary>
    Malformed,

    /// <summary>The enrolment's attempts are used up: start again on the device.</summary>
    UsedUp,

    /// <summary>The enrolment needs the other kind of secret, or the secret belongs to another one.</summary>
    OtherSecret,

    /// <summary>The hub holds as many printed secrets as it can.</summary>
    Full,
}

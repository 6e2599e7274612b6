namespace EdgeAgent.Pairing.Device;

/// <summary>Why a device's pairing ended without a result.</summary>
public enum DeviceEnd
{
    /// <summary>The code's fifteen minutes are over: start again for a new code.</summary>
    WindowClosed,

    /// <summary>Too many wrong proofs: switch the device off and on, or flash the card anew where its twenty are used up.</summary>
    Locked,

    /// <summary>The hour is over without a connection: what was stored of the grant must be deleted.</summary>
    NotActivated,

    /// <summary>The grant could not be used.</summary>
    Unusable,
}

using System.Diagnostics;
using EdgeAgent.Pairing.Device;

namespace EdgeAgent.Edge.Pairing;

/// <summary>Why a pairing ended, for a person, with what to do.</summary>
public static class PairingEnds
{
    /// <summary>In words.</summary>
    public static string Describe(DeviceEnd reason) => reason switch
    {
        DeviceEnd.WindowClosed => "the code's fifteen minutes are over; start again for a new one",
        DeviceEnd.Locked => "too many wrong codes: switch this device off and on; a card whose twenty attempts are used up must be flashed anew",
        DeviceEnd.NotActivated => "the hub was not reached with the new certificate within the hour; it is void, start again",
        DeviceEnd.Unusable => "the hub's grant cannot be used; start again",
        _ => throw new UnreachableException(),
    };
}

using System.Diagnostics;
using System.Net;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Pairing.Tests.Support;

/// <summary>Carries messages as bytes.</summary>
internal static class Wire
{
    public static readonly IPAddress Lan = IPAddress.Parse("192.0.2.7");

    /// <summary>Says hello once and carries messages both ways until nobody has anything to say; the hub's last answer.</summary>
    public static IWireMessage Exchange(HomeDevice device, HomeHub hub)
    {
        IWireMessage? next = device.Pairing.Hello;
        IWireMessage answer;
        do
        {
            answer = Pass(hub.Handle(Lan, Pass(next)));
            next = device.Handle(answer);
        }
        while (next is not null);
        return answer;
    }

    public static IWireMessage Pass(IWireMessage message) => Read(message, Write(message));

    public static byte[] Write(IWireMessage message) => message switch
    {
        PairingHello m => WireJson.Write(m, WireJson.Default.PairingHello),
        PairingWait m => WireJson.Write(m, WireJson.Default.PairingWait),
        PairingRefused m => WireJson.Write(m, WireJson.Default.PairingRefused),
        PairingChallenge m => WireJson.Write(m, WireJson.Default.PairingChallenge),
        PairingReply m => WireJson.Write(m, WireJson.Default.PairingReply),
        PairingProof m => WireJson.Write(m, WireJson.Default.PairingProof),
        PairingConfirm m => WireJson.Write(m, WireJson.Default.PairingConfirm),
        PairingGrant m => WireJson.Write(m, WireJson.Default.PairingGrant),
        _ => throw new UnreachableException(),
    };

    /// <exception cref="WireFormatException">Not a message like <paramref name="shape"/>.</exception>
    public static IWireMessage Read(IWireMessage shape, ReadOnlySpan<byte> bytes) => shape switch
    {
        PairingHello => WireJson.Parse(bytes, WireJson.Default.PairingHello),
        PairingWait => WireJson.Parse(bytes, WireJson.Default.PairingWait),
        PairingRefused => WireJson.Parse(bytes, WireJson.Default.PairingRefused),
        PairingChallenge => WireJson.Parse(bytes, WireJson.Default.PairingChallenge),
        PairingReply => WireJson.Parse(bytes, WireJson.Default.PairingReply),
        PairingProof => WireJson.Parse(bytes, WireJson.Default.PairingProof),
        PairingConfirm => WireJson.Parse(bytes, WireJson.Default.PairingConfirm),
        PairingGrant => WireJson.Parse(bytes, WireJson.Default.PairingGrant),
        _ => throw new UnreachableException(),
    };
}

using System.Net;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests.Attacks;

/// <summary>
/// Two homes, two devices, and a network that belongs to the adversary: every message goes to whom it likes, when and as often as it
/// likes, changed as it likes. Device 0 belongs to home 0, device 1 to home 1; only their owners know the secrets.
/// </summary>
internal sealed class AdversaryWorld(
    HomeHub[] hubs, HomeDevice[] devices, FakeTimeProvider time, Random random, bool asBytes)
{
    private const int MaxKept = 64;

    private readonly List<IWireMessage> _kept = [];
    private readonly PrintedSecret?[] _printed = new PrintedSecret?[devices.Length];
    private readonly PairingCode?[] _codes = new PairingCode?[devices.Length];

    public void Begin()
    {
        for (var i = 0; i < devices.Length; i++)
        {
            StartDevice(i);
        }
    }

    public void Step()
    {
        switch (Pick(100))
        {
            case < 30:
                Honest(Pick(devices.Length)); // an undisturbed word now and then, or nothing ever succeeds
                break;
            case < 40:
                Keep(devices[Pick(devices.Length)].Pairing.Hello);
                break;
            case < 75:
                Deliver();
                break;
            case < 83:
                EnterSecret();
                break;
            case < 90:
                devices[Pick(devices.Length)].TryConnect(hubs[Pick(hubs.Length)]);
                break;
            case < 94:
                time.Advance(TimeSpan.FromSeconds(Pick(5) == 0 ? Pick(1_200) : Pick(30)));
                break;
            case < 96:
                foreach (var pending in hubs[Pick(hubs.Length)].Pairing.List())
                {
                    hubs[Pick(hubs.Length)].Pairing.Approve(pending.Key);
                }
                break;
            case < 98:
                hubs[Pick(hubs.Length)].Restart();
                break;
            default:
                StartDevice(Pick(devices.Length));
                break;
        }
        foreach (var hub in hubs)
        {
            hub.Tick();
        }
    }

    /// <summary>Half-finished runs are over: what the hour does, on both sides.</summary>
    public void LetTheHourPass()
    {
        time.Advance(PairingTimes.Run + TimeSpan.FromMinutes(16));
        foreach (var device in devices)
        {
            // Twice: a run that is over first falls back to waiting for its code.
            device.Follow(device.Pairing.OnTick());
            device.Follow(device.Pairing.OnTick());
        }
        foreach (var hub in hubs)
        {
            hub.Tick();
        }
    }

    public void Check()
    {
        for (var i = 0; i < devices.Length; i++)
        {
            CheckDevice(i);
            CheckRegistries(i);
        }
    }

    private void CheckDevice(int index)
    {
        var (device, home) = (devices[index], hubs[index].Facts);
        if (device.Pairing.State is not (DeviceState.Pending or DeviceState.Active))
        {
            return;
        }
        var offer = device.Stored!.Offer;
        Assert.Equal(home, new HubFacts(offer.Hub, offer.HomeId, offer.CaSpkiHash));
        Assert.Equal(home.HomeId, device.Stored.Grant.Descriptor.HomeId);
        Assert.Equal(device.Address, device.Stored.Grant.Descriptor.Device);
        if (device.Pairing.State == DeviceState.Active)
        {
            var row = hubs[index].Registry[device.Address];
            Assert.True(row.IsActive);
            Assert.Equal(device.SpkiHash, row.SpkiHash);
        }
    }

    private void CheckRegistries(int index)
    {
        for (var i = 0; i < hubs.Length; i++)
        {
            if (hubs[i].Registry.TryGetValue(devices[index].Address, out var row))
            {
                Assert.Equal(index, i); // nobody at the other home knew its secret
                Assert.Equal(devices[index].SpkiHash, row.SpkiHash);
            }
            Assert.True(hubs[i].Registry.Count <= 1, "no stranger got in");
        }
    }

    private void StartDevice(int index)
    {
        if (devices[index].Pairing?.State == DeviceState.Active)
        {
            return; // it has its home
        }
        _printed[index]?.Dispose();
        _codes[index]?.Dispose();
        var byCode = Pick(asBytes ? 4 : 64) == 0; // stretching a code takes most of the time
        _codes[index] = byCode ? devices[index].StartCode() : null;
        _printed[index] = byCode ? null : devices[index].StartPrinted(pinned: Pick(2) == 0);
    }

    /// <summary>The owner does as told, or makes a mistake; the other home's owner guesses.</summary>
    private void EnterSecret()
    {
        var index = Pick(devices.Length);
        var hub = hubs[index].Pairing;
        if (Pick(6) == 0)
        {
            Guess(hubs[1 - index], index);
            return;
        }
        if (_printed[index] is { } printed)
        {
            hub.AddPrinted(printed.ToQrText());
        }
        else if (_codes[index] is { } code && hub.List() is { Count: > 0 } list)
        {
            var chosen = list.FirstOrDefault(p => p.Name == devices[index].Pairing.Name);
            chosen = chosen is null || Pick(8) == 0 ? list[Pick(list.Count)] : chosen;
            hub.EnterCode(chosen.Key, code.ToDisplay());
        }
    }

    private void Guess(HomeHub hub, int index)
    {
        if (_printed[index] is { } printed)
        {
            using var guess = PrintedSecret.New();
            var parts = guess.ToQrText().Split(':');
            parts[1] = printed.ToQrText().Split(':')[1]; // the enrolment is no secret
            hub.Pairing.AddPrinted(string.Join(':', parts[..3]));
        }
        else if (hub.Pairing.List() is { Count: > 0 } list)
        {
            using var guess = PairingCode.New();
            hub.Pairing.EnterCode(list[Pick(list.Count)].Key, guess.ToDisplay());
        }
    }

    private void Honest(int index)
    {
        IWireMessage? next = devices[index].Pairing.Hello;
        for (var i = Pick(4); next is not null && i >= 0; i--)
        {
            Keep(next);
            var answer = hubs[index].Handle(Wire.Lan, next);
            Keep(answer);
            next = devices[index].Handle(answer);
        }
    }

    private void Deliver()
    {
        if (_kept.Count == 0)
        {
            return;
        }
        var message = _kept[^(1 + Pick(Math.Min(_kept.Count, Pick(3) == 0 ? MaxKept : 4)))];
        if (Pick(3) == 0)
        {
            message = MessageCorruption.Change(message, _kept[Pick(_kept.Count)], hubs, devices, random);
        }
        if ((asBytes ? Through(message) : message) is not { } arrived)
        {
            return;
        }
        if (arrived is PairingHello or PairingReply or PairingConfirm)
        {
            Keep(hubs[Pick(hubs.Length)].Handle(new IPAddress([192, 0, 2, (byte)Pick(8)]), arrived));
        }
        else if (devices[Pick(devices.Length)].Handle(arrived) is { } next)
        {
            Keep(next);
        }
    }

    private IWireMessage? Through(IWireMessage message)
    {
        var bytes = Wire.Write(message);
        if (Pick(10) == 0)
        {
            bytes[Pick(bytes.Length)] ^= (byte)(1 << Pick(8));
        }
        try
        {
            return Wire.Read(message, bytes);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }

    private void Keep(IWireMessage message)
    {
        if (message is PairingWait or PairingRefused && Pick(4) != 0)
        {
            return;
        }
        _kept.Add(message);
        if (_kept.Count > MaxKept)
        {
            _kept.RemoveAt(0);
        }
    }

#pragma warning disable CA5394 // a fixed seed makes a failure repeatable
    private int Pick(int below) => random.Next(below);
#pragma warning restore CA5394
}

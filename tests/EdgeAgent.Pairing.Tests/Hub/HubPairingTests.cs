using System.Net;
using System.Security.Cryptography;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Pairing.Hub;
using EdgeAgent.Pairing.Protocol;
using EdgeAgent.Pairing.Secrets;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests.Hub;

/// <summary>Limits, time and people on the hub's side.</summary>
public sealed class HubPairingTests : IDisposable
{
    private const string AnyCode = "4095-1827";

    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-11-01T12:00:00Z", null));
    private readonly HomeHub _hub;

    public HubPairingTests() => _hub = new HomeHub(_directory, "hub", _time);

    [Fact]
    public void Sixteen_wait_and_the_oldest_that_nobody_chose_makes_room()
    {
        var hellos = Enumerable.Range(0, HubPairingLimits.Pending).Select(_ => NewHello()).ToList();
        for (var i = 0; i < hellos.Count; i++)
        {
            Assert.IsType<PairingWait>(_hub.Handle(From(i), hellos[i]));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        var first = _hub.Pairing.List()[0];
        _hub.Pairing.EnterCode(first.Key, AnyCode);
        Assert.IsType<PairingWait>(_hub.Handle(From(100), NewHello()));
        var list = _hub.Pairing.List();
        Assert.Equal(HubPairingLimits.Pending, list.Count);
        Assert.Contains(list, p => p.Key == first.Key);
        Assert.DoesNotContain(list, p => p.Name == PairingTranscript.Name(hellos[1]));
    }

    [Fact]
    public void Three_from_one_address()
    {
        for (var i = 0; i < 10; i++)
        {
            _hub.Handle(Wire.Lan, NewHello());
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        _hub.Handle(From(9), NewHello());
        Assert.Equal(HubPairingLimits.PendingPerAddress + 1, _hub.Pairing.List().Count);
    }

    [Fact]
    public void An_IPv6_network_is_one_address_and_mapped_IPv4_is_IPv4()
    {
        for (var i = 0; i < 10; i++)
        {
            _hub.Handle(IPAddress.Parse($"2001:db8::{i + 1}"), NewHello());
        }
        Assert.Equal(HubPairingLimits.PendingPerAddress, _hub.Pairing.List().Count);
        for (var i = 0; i < 10; i++)
        {
            _hub.Handle(i % 2 == 0 ? Wire.Lan : Wire.Lan.MapToIPv6(), NewHello());
        }
        Assert.Equal(2 * HubPairingLimits.PendingPerAddress, _hub.Pairing.List().Count);
    }

    [Fact]
    public void When_all_are_chosen_the_next_is_refused()
    {
        for (var i = 0; i < HubPairingLimits.PendingPerAddress; i++)
        {
            _hub.Handle(Wire.Lan, NewHello());
        }
        foreach (var pending in _hub.Pairing.List())
        {
            _hub.Pairing.EnterCode(pending.Key, AnyCode);
        }
        Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, NewHello()));
    }

    [Fact]
    public void Ten_thousand_strangers_leave_sixteen_entries()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _hub.Handle(new IPAddress([10, 0, (byte)(i >> 8), (byte)i]), NewHello());
        }
        Assert.Equal(HubPairingLimits.Pending, _hub.Pairing.List().Count);
        Assert.True(((MemoryAttempts)_hub.Attempts).IsEmpty);
    }

    [Fact]
    public void A_device_that_went_away_disappears_and_one_that_stays_lasts_its_window()
    {
        var gone = NewHello();
        var stays = NewHello();
        _hub.Handle(From(1), gone);
        for (var left = PairingTimes.Window; left > TimeSpan.Zero; left -= TimeSpan.FromMinutes(1))
        {
            Assert.IsType<PairingWait>(_hub.Handle(From(2), stays));
            Assert.Contains(_hub.Pairing.List(), p => p.Hardware == stays.Hardware);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Empty(_hub.Pairing.List());
    }

    [Fact]
    public void What_cannot_be_a_code_is_said_so_and_costs_nothing()
    {
        _hub.Handle(Wire.Lan, NewHello());
        var key = _hub.Pairing.List()[0].Key;
        Assert.Equal(CodeOutcome.Malformed, _hub.Pairing.EnterCode(key, "12345678"));
        Assert.Equal(CodeOutcome.Malformed, _hub.Pairing.EnterCode(key, "4095"));
        Assert.Equal(CodeOutcome.NotPending, _hub.Pairing.EnterCode(default, AnyCode));
        Assert.Equal(CodeOutcome.Accepted, _hub.Pairing.EnterCode(key, AnyCode));
        Assert.Equal(CodeOutcome.NotPending, _hub.Pairing.EnterCode(key, AnyCode)); // one code, one run
        Assert.True(((MemoryAttempts)_hub.Attempts).IsEmpty);
    }

    [Fact]
    public void A_mistyped_code_may_be_typed_again_and_the_device_pairs()
    {
        using var device = new HomeDevice(_directory, "device", _time);
        using var code = device.StartCode();
        Wire.Exchange(device, _hub);
        var key = _hub.Pairing.List()[0].Key;
        using var wrong = PairingCode.New();
        _hub.Pairing.EnterCode(key, wrong.ToDisplay());
        Wire.Exchange(device, _hub);
        _time.Advance(device.Pairing.UntilHello);

        Assert.IsType<PairingWait>(Wire.Exchange(device, _hub));
        Assert.Equal(HubPairingLimits.Attempts - 1, _hub.Pairing.List()[0].AttemptsLeft);
        _hub.Pairing.EnterCode(key, code.ToDisplay());
        Assert.IsType<PairingGrant>(Wire.Exchange(device, _hub));
        Assert.True(device.TryConnect(_hub));
    }

    [Fact]
    public void A_code_typed_for_the_wrong_device_lets_neither_in()
    {
        using var mine = new HomeDevice(_directory, "mine", _time);
        using var other = new HomeDevice(_directory, "other", _time);
        using var code = mine.StartCode();
        using var others = other.StartCode();
        Wire.Exchange(mine, _hub);
        Wire.Exchange(other, _hub);
        var chosen = _hub.Pairing.List().Single(p => p.Name == other.Pairing.Name);
        _hub.Pairing.EnterCode(chosen.Key, code.ToDisplay());
        Wire.Exchange(other, _hub);
        Assert.IsType<PairingWait>(Wire.Exchange(mine, _hub));
        Assert.Empty(_hub.Registry);
    }

    [Fact]
    public void A_person_sends_a_device_away()
    {
        var hello = NewHello();
        _hub.Handle(Wire.Lan, hello);
        Assert.True(_hub.Pairing.Dismiss(_hub.Pairing.List()[0].Key));
        Assert.Empty(_hub.Pairing.List());
        Assert.False(_hub.Pairing.Dismiss(default));
        Assert.False(_hub.Pairing.Approve(default));
    }

    [Fact]
    public void A_printed_secret_that_is_withdrawn_pairs_nobody()
    {
        using var device = new HomeDevice(_directory, "device", _time);
        using var secret = device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        var challenge = _hub.Handle(Wire.Lan, device.Pairing.Hello);
        _hub.Pairing.RemovePrinted(secret.Enrolment);
        Assert.IsType<PairingRefused>(_hub.Handle(Wire.Lan, device.Handle(challenge)!));
        Assert.IsType<PairingWait>(Wire.Exchange(device, _hub));
    }

    [Fact]
    public void The_number_of_printed_secrets_and_of_runs_with_one_is_bounded()
    {
        using var first = PrintedSecret.New();
        _hub.Pairing.AddPrinted(first.ToQrText());
        for (var i = 1; i < HubPairingLimits.Printed; i++)
        {
            using var secret = PrintedSecret.New();
            Assert.Equal(CodeOutcome.Accepted, _hub.Pairing.AddPrinted(secret.ToQrText()));
        }
        using var more = PrintedSecret.New();
        Assert.Equal(CodeOutcome.Full, _hub.Pairing.AddPrinted(more.ToQrText()));
        Assert.Equal(CodeOutcome.Accepted, _hub.Pairing.AddPrinted(first.ToQrText()));
        Assert.Equal(CodeOutcome.Malformed, _hub.Pairing.AddPrinted("EA1:"));

        for (var i = 0; i < 10; i++)
        {
            var hello = NewHello() with { Enrolment = first.Enrolment, Iterations = PairingLimits.PrintedIterations };
            Assert.IsType<PairingChallenge>(_hub.Handle(From(i), hello));
        }
        Assert.Equal(HubPairingLimits.RunsPerPrinted, _hub.Pairing.List().Count);
    }

    [Fact]
    public void After_a_restart_a_granted_device_may_still_connect_within_its_hour()
    {
        using var device = new HomeDevice(_directory, "device", _time);
        using var secret = device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(device, _hub);
        _hub.Restart();
        Assert.True(device.TryConnect(_hub));
        Assert.True(_hub.Registry[device.Address].IsActive);
    }

    [Fact]
    public void After_a_restart_a_granted_device_that_does_not_come_is_void()
    {
        using var device = new HomeDevice(_directory, "device", _time);
        using var secret = device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(device, _hub);
        _hub.Restart();
        _time.Advance(PairingTimes.Run);
        _hub.Tick();
        Assert.Empty(_hub.Registry);
    }

    [Fact]
    public void A_connection_with_another_key_or_certificate_activates_nothing()
    {
        using var device = new HomeDevice(_directory, "device", _time);
        using var secret = device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        Wire.Exchange(device, _hub);
        var row = _hub.Registry[device.Address];
        Assert.Null(_hub.Pairing.OnConnected(device.Address, default, row.Serial));
        Assert.Null(_hub.Pairing.OnConnected(device.Address, row.SpkiHash, "00"));
        Assert.Null(_hub.Pairing.OnConnected(default, row.SpkiHash, row.Serial));
        Assert.NotNull(_hub.Pairing.OnConnected(device.Address, row.SpkiHash, row.Serial));
        Assert.Null(_hub.Pairing.OnConnected(device.Address, row.SpkiHash, row.Serial));
    }

    [Fact]
    public void A_decision_that_comes_too_late_is_refused()
    {
        using var device = new HomeDevice(_directory, "device", _time);
        using var secret = device.StartPrinted();
        _hub.Pairing.AddPrinted(secret.ToQrText());
        var challenge = (PairingChallenge)_hub.Handle(Wire.Lan, device.Pairing.Hello);
        var proof = _hub.Handle(Wire.Lan, device.Handle(challenge)!);
        var confirm = (PairingConfirm)device.Handle(proof)!;
        var decide = Assert.IsType<HubAnswer.Decide>(_hub.Pairing.OnConfirm(confirm));
        Assert.IsType<HubAnswer.Wait>(_hub.Pairing.OnConfirm(confirm)); // while it is decided
        Assert.True(_hub.Pairing.Dismiss(decide.Key));
        Assert.IsType<HubAnswer.Refused>(_hub.Pairing.Decide(decide.Key, _hub.Enrol(decide)));
    }

    public void Dispose()
    {
        _hub.Dispose();
        _directory.Dispose();
    }

    private static IPAddress From(int host) => new([192, 0, 2, (byte)host]);

    private static PairingHello NewHello() => new(
        PairingLimits.Version,
        EnrolmentId.New(),
        default,
        "Test Board",
        new byte[PairingLimits.SaltBytes],
        PairingLimits.CodeIterations,
        new Bytes32(RandomNumberGenerator.GetBytes(32)));
}

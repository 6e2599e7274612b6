using System.Diagnostics;
using System.Security.Cryptography;
using EdgeAgent.Pairing.Device;
using EdgeAgent.Pairing.Srp;
using EdgeAgent.Pairing.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EdgeAgent.Pairing.Tests.Attacks;

/// <summary>
/// Random interleavings and corruptions of everything that is said, through both machines with real keys: nobody ever ends in
/// another home, with another key or another authority, and what is half-finished is void within the hour.
/// </summary>
public sealed class InterleavingTests(ITestOutputHelper output)
{
    private const int Steps = 80;
    private const int SliceRuns = 300;
    private const int FullRuns = 100_000;
    private const int ByteRuns = 20;

    /// <summary>Runs with one pair of authorities: each run takes about an hour and a half of their ten years.</summary>
    private const int BatchRuns = 10_000;

    /// <summary>Modulo a prime of 256 bits (2²⁵⁶ − 2³² − 977): the same code, a hundredth of the time. Order is what these runs are about.</summary>
    private static readonly SrpGroup s_fast = new(
        Convert.FromHexString("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F"),
        generator: 3,
        HashAlgorithmName.SHA256);

    [Fact]
    public void No_interleaving_ends_with_a_device_in_another_home_or_under_another_key() =>
        Run(s_fast, asBytes: false, Extent.IsFull ? FullRuns : SliceRuns);

    [Fact]
    public void Nor_does_one_in_the_group_of_pairing_with_every_message_as_bytes() =>
        Run(SrpGroup.Standard, asBytes: true, ByteRuns);

    private void Run(SrpGroup group, bool asBytes, int runs)
    {
        var (active, clock) = (0, Stopwatch.StartNew());
        for (var seed = 0; seed < runs; seed += BatchRuns)
        {
            active += RunBatch(group, asBytes, seed, Math.Min(runs, seed + BatchRuns));
        }
        output.WriteLine($"{runs} runs of {Steps} steps in {clock.Elapsed.TotalSeconds:F0} s; {active} devices became active");
        Assert.True(active > runs / 5, $"only {active} of {2 * runs} devices came through: the test shows nothing");
    }

    private static int RunBatch(SrpGroup group, bool asBytes, int from, int to)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-01T12:00:00Z", null));
        using var directory = new TempDirectory();
        using var hub0 = new HomeHub(directory, "hub-0", time, group);
        using var hub1 = new HomeHub(directory, "hub-1", time, group);
        using var device0 = new HomeDevice(directory, "device-0", time, group);
        using var device1 = new HomeDevice(directory, "device-1", time, group);
        var active = 0;
        for (var seed = from; seed < to; seed++)
        {
            try
            {
                active += RunOne([hub0, hub1], [device0, device1], time, seed, asBytes);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}", e);
            }
        }
        return active;
    }

    private static int RunOne(HomeHub[] hubs, HomeDevice[] devices, FakeTimeProvider time, int seed, bool asBytes)
    {
        foreach (var hub in hubs)
        {
            hub.Reset(new MemoryAttempts());
        }
        foreach (var device in devices)
        {
            device.Reset(new MemoryAttempts());
        }
        var world = new AdversaryWorld(hubs, devices, time, new Random(seed), asBytes);
        world.Begin();
        for (var step = 0; step < Steps; step++)
        {
            world.Step();
            world.Check();
        }
        world.LetTheHourPass();
        world.Check();
        Assert.All(devices, d => Assert.True(
            d.Pairing.State is DeviceState.Active or DeviceState.Offering or DeviceState.Ended, $"{d.Pairing.State}"));
        Assert.All(hubs, h => Assert.Empty(h.Pairing.List()));
        Assert.All(hubs, h => Assert.All(h.Registry.Values, row => Assert.True(row.IsActive, "void means gone")));
        return devices.Count(d => d.Pairing.State == DeviceState.Active);
    }
}

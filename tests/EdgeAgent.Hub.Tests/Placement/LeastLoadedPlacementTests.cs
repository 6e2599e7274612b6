using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Market;
using EdgeAgent.Hub.Tests.Gateway;
using EdgeAgent.Models;

namespace EdgeAgent.Hub.Tests.Placement;

public sealed class LeastLoadedPlacementTests
{
    private static readonly ModelDigest s_model = ModelDigest.FromBytes(new byte[32]);
    private static readonly ModelDigest s_other = ModelDigest.FromBytes(Enumerable.Repeat((byte)1, 32).ToArray());
    private static readonly HashSet<Address> s_none = [];

    private readonly DeviceList _devices = new();
    private readonly NoBench _bench = new();
    private readonly DeviceLoad _load = new();
    private readonly LeastLoadedPlacement _placement;

    public LeastLoadedPlacementTests() => _placement = new LeastLoadedPlacement(_devices, _bench, _load);

    [Fact]
    public void The_device_with_fewest_jobs_of_this_hub_wins()
    {
        var (a, b) = (Add('a', queue: 0), Add('b', queue: 3));
        Assert.Equal(a, Place());
        Assert.Equal(b, Place()); // although it reports a longer queue: the hub's own count is exact
    }

    [Fact]
    public void Among_equals_the_shorter_reported_queue_wins()
    {
        Add('a', queue: 2);
        Assert.Equal(Add('b', queue: 1), Place());
    }

    [Fact]
    public void Among_equals_a_model_in_memory_wins_over_speed()
    {
        Add('a', loaded: false, speed: 50);
        Assert.Equal(Add('b', loaded: true, speed: 10), Place());
    }

    [Fact]
    public void Among_equals_the_faster_one_wins()
    {
        Add('a', speed: 10);
        Assert.Equal(Add('b', speed: 20), Place());
    }

    [Fact]
    public void Among_perfect_equals_they_take_turns()
    {
        Add('a');
        Add('b');
        var order = new List<Address>();
        for (var i = 0; i < 4; i++)
        {
            var lease = Assert.IsType<MarketOutcome.Placed>(_placement.Place(s_model, s_none)).Lease;
            order.Add(lease.Device);
            lease.Return();
        }
        Assert.Equal(order[0], order[2]);
        Assert.Equal(order[1], order[3]);
        Assert.NotEqual(order[0], order[1]);
    }

    [Fact]
    public void A_returned_job_counts_no_more_and_only_once()
    {
        var a = Add('a');
        var first = Assert.IsType<MarketOutcome.Placed>(_placement.Place(s_model, s_none)).Lease;
        Place();
        first.Return();
        first.Return();
        Assert.Equal(1, _load.InFlight(a));
    }

    [Fact]
    public void A_device_takes_no_more_than_its_limit()
    {
        Add('a', limit: 2);
        Place();
        Place();
        Assert.Equal(new MarketOutcome.NoDevice(MarketObstacle.AllBusy), _placement.Place(s_model, s_none));
    }

    [Fact]
    public void Each_obstacle_has_its_name()
    {
        AssertObstacle(MarketObstacle.NoneOnline);
        Add('a', online: false);
        AssertObstacle(MarketObstacle.NoneOnline);
        Add('b', model: s_other);
        AssertObstacle(MarketObstacle.NoneHasModel);
        var c = Add('c');
        Assert.Equal(
            new MarketOutcome.NoDevice(MarketObstacle.NoneLeft),
            _placement.Place(s_model, new HashSet<Address> { c }));
        _bench.Benched.Add(c);
        AssertObstacle(MarketObstacle.NoneLeft);
    }

    [Fact]
    public void A_device_without_a_capability_yet_is_judged_by_its_birth()
    {
        var a = Name('a');
        _devices.Add(new DeviceView(
            a, "a", false, true, null, new DeviceBirth("1", "hw", 9, 1, [], [s_model]), Capability: null));
        var lease = Assert.IsType<MarketOutcome.Placed>(_placement.Place(s_model, s_none)).Lease;
        Assert.Equal((a, 9ul), (lease.Device, lease.Boot));
        AssertObstacle(MarketObstacle.AllBusy); // one job until it has said how many it takes
    }

    [Fact]
    public void Two_callers_at_once_never_see_the_same_idle_device()
    {
        foreach (var name in "abcdef0123")
        {
            Add(name, limit: 1);
        }
        var chosen = new Address[10];
        Parallel.For(0, chosen.Length, i => chosen[i] = Place());
        Assert.Equal(chosen.Length, chosen.Distinct().Count());
    }

    private static Address Name(char name) => Address.Parse("0x" + new string(name, 2 * Address.SizeBytes));

    private Address Place() =>
        Assert.IsType<MarketOutcome.Placed>(_placement.Place(s_model, s_none)).Lease.Device;

    private void AssertObstacle(MarketObstacle obstacle) =>
        Assert.Equal(new MarketOutcome.NoDevice(obstacle), _placement.Place(s_model, s_none));

    private Address Add(
        char name, bool online = true, int queue = 0, int limit = 4, bool loaded = true, double? speed = null,
        ModelDigest? model = null)
    {
        var offered = model ?? s_model;
        _devices.Add(new DeviceView(
            Name(name), $"{name}", false, online, null, new DeviceBirth("1", "hw", 1, 1, [], [offered]),
            new DeviceCapability(0, 1, queue, limit, [new ModelCapability(offered, loaded, speed, null)])));
        return Name(name);
    }
}

namespace EdgeAgent.EndToEnd.Chaos;

/// <summary>Who is killed when: drawn from a seed, timed by the progress of the load and never by a clock.</summary>
internal sealed class ChaosPlan(ChaosHome home, ChaosLoad load, int seed)
{
    /// <summary>Most pieces of answers to let pass between two events.</summary>
    private const int MaxPieces = 1500;

    private readonly Random _random = new(seed);

    /// <summary>How often the hub was the victim.</summary>
    public int HubKills { get; private set; }

    /// <summary>Lets some answers grow, kills a victim, and brings back what lay dead, in random order.</summary>
    public async Task KillOneAsync(CancellationToken cancellationToken)
    {
        await load.WaitForPiecesAsync(_random.Next(MaxPieces), cancellationToken);
        var victim = _random.Next(home.DeviceCount + 1);
        if (victim == home.DeviceCount)
        {
            HubKills++;
            await home.KillHubAsync(cancellationToken);
        }
        else if (home.IsUp(victim))
        {
            await home.KillDeviceAsync(victim, cancellationToken);
        }
        await RestartSomeAsync(cancellationToken);
    }

    /// <summary>Brings everything back.</summary>
    public async Task RestartAllAsync(CancellationToken cancellationToken)
    {
        foreach (var device in Dead())
        {
            home.StartDevice(device);
        }
        if (home.Hub is null)
        {
            await home.StartHubAsync(cancellationToken);
        }
        await home.Hub!.WaitForDevicesAsync(home.DeviceCount, cancellationToken);
    }

    private async Task RestartSomeAsync(CancellationToken cancellationToken)
    {
        var dead = Dead();
        _random.Shuffle(dead);
        // Devices come back before, after or without the hub; one at least stays so that the load moves on.
        var back = dead[..(dead.Length == home.DeviceCount ? _random.Next(1, dead.Length + 1) : _random.Next(dead.Length + 1))];
        var split = _random.Next(back.Length + 1);
        foreach (var device in back[..split])
        {
            home.StartDevice(device);
        }
        if (home.Hub is null)
        {
            await home.StartHubAsync(cancellationToken);
        }
        foreach (var device in back[split..])
        {
            home.StartDevice(device);
        }
    }

    private int[] Dead() => [.. Enumerable.Range(0, home.DeviceCount).Where(d => !home.IsUp(d))];
}

using EdgeAgent.Hub.Pairing.Json;

namespace EdgeAgent.Hub.Service;

/// <summary>Shows a person what becomes of the device that was let in.</summary>
internal static class PairingFollower
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until the device is in, or is not going to be. The hub's own limits end it.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="chosen">The device as it was before.</param>
    /// <param name="cancellationToken">Gives up watching.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> FollowAsync(RunningHub hub, PendingBody chosen, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"Waiting for {chosen.Name} ...");
        using var timer = new PeriodicTimer(s_period);
        var begun = false;
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var state = await hub.GetAsync("api/hub/pairing", PairingJson.Default.PairingBody, cancellationToken);
            var pending = state.Pending.FirstOrDefault(p => p.Key == chosen.Key);
            begun |= pending is not null && pending.State != "pending";
            if (state.Paired.FirstOrDefault(p => p.Key == chosen.Key) is { ActiveAt: not null } paired)
            {
                await Console.Out.WriteLineAsync(
                    $"{paired.Device} is paired.\nFingerprint: {paired.Fingerprint}\nThe device must show the same. If not: edgehub revoke {paired.Device}");
                return ExitCodes.Success;
            }
            if (state.Refused.FirstOrDefault(p => p.Key == chosen.Key) is { } refused)
            {
                throw new HubStartException($"{refused.Device} was refused: {refused.Reason}");
            }
            if (pending is { State: "awaitingApproval" } && chosen.State != "awaitingApproval")
            {
                await Console.Out.WriteLineAsync(
                    $"{pending.Device} belongs to the home already and wants to pair again.\nFingerprint: {pending.Fingerprint}\n"
                    + $"If the device shows the same: edgehub pair approve {pending.Name}");
                return ExitCodes.Success;
            }
            if (pending is null && state.Paired.All(p => p.Key != chosen.Key))
            {
                throw new HubStartException($"{chosen.Name} has gone: its attempts or its time are used up. Start again on the device.");
            }
            if (begun && pending is { State: "pending" })
            {
                throw new HubStartException(
                    $"The code was wrong, or another device answered for it. {pending.AttemptsLeft} attempts are left.");
            }
        }
        return ExitCodes.Failure;
    }
}

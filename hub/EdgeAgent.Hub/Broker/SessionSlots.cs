using System.Collections.Concurrent;

namespace EdgeAgent.Hub.Broker;

/// <summary>One connection for each client id, one after the other.</summary>
/// <remarks>
/// The MQTT server can take a session over by itself, but then the old connection's clean-up may remove the new
/// connection's session, and a dead old peer holds up everybody's CONNECT. So a newcomer first ends the old connection
/// and waits until nothing of it is left.
/// </remarks>
internal sealed class SessionSlots(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, BrokerChannel> _slots = new(StringComparer.Ordinal);

    /// <returns>False when the one before does not end in time.</returns>
    public async Task<bool> TryClaimAsync(string clientId, BrokerChannel channel, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(BrokerLimits.Takeover, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        while (!_slots.TryAdd(clientId, channel))
        {
            if (!_slots.TryGetValue(clientId, out var before))
            {
                continue;
            }
            before.Abort("a newer connection with the same id took its place");
            try
            {
                await before.Ended.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Frees the id; comes before the channel is said to have ended.</summary>
    public void Release(string clientId, BrokerChannel channel) =>
        _slots.TryRemove(new KeyValuePair<string, BrokerChannel>(clientId, channel));
}

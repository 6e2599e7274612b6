using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using EdgeAgent.Contracts;
using EdgeAgent.Contracts.V1;
using EdgeAgent.Hub.Devices;
using EdgeAgent.Hub.Integrations;
using EdgeAgent.Hub.Storage;

namespace EdgeAgent.Hub.Broker;

/// <summary>What devices have made public: kept where it is to be retained, and passed to the integrations that may read it.</summary>
internal sealed class DevicePublications(
    RetainedStore retained, DevicePresence presence, IntegrationAccounts accounts, TimeProvider time)
    : IForeignChangeObserver
{
    private readonly ConcurrentDictionary<IntegrationSession, byte> _integrations = new();

    /// <summary>Live integrations.</summary>
    public int IntegrationCount => _integrations.Count;

    public void Add(IntegrationSession session) => _integrations[session] = 0;

    public void Remove(IntegrationSession session) => _integrations.TryRemove(session, out _);

    /// <summary>Ends the sessions of accounts that are gone.</summary>
    public void ForeignChange()
    {
        var names = accounts.List().Select(account => account.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var session in _integrations.Keys.Where(session => !names.Contains(session.Name)))
        {
            session.Channel.Abort("its account was removed");
        }
    }

    /// <summary>A device's message that its handler has found good.</summary>
    public void Publish(Address device, LeafRule rule, ReadOnlyMemory<byte> payload)
    {
        var topic = new WireTopic(device, rule.Leaf);
        if (rule.Retained)
        {
            retained.Put(topic, payload);
        }
        if (rule.IntegrationMayRead)
        {
            Offer(topic, payload);
        }
    }

    /// <summary>Gives a new filter of an integration what is retained.</summary>
    public void Replay(IntegrationSession session, string filter)
    {
        foreach (var (topic, payload) in retained.All)
        {
            if (Leaves.Find(topic.Leaf) is { IntegrationMayRead: true })
            {
                session.OfferRetained(filter, topic.ToString(), payload);
            }
        }
    }

    /// <summary>Makes a device's retained status say offline, where its connection ended before it could.</summary>
    public void SayOffline(Address device)
    {
        if (Parse(device, Leaves.Status, WireJson.Default.DeviceStatus) is not { S: Presence.Online } status)
        {
            return;
        }
        var offline = new DeviceStatus(Presence.Offline, status.Bd, time.GetUtcNow().ToUnixTimeMilliseconds());
        Publish(device, Leaves.Find(Leaves.Status)!, WireJson.Write(offline, WireJson.Default.DeviceStatus));
    }

    /// <summary>Takes over what was retained before this start: nobody is connected yet, and the directory knows the last words.</summary>
    public void Restore()
    {
        foreach (var device in retained.All.Select(entry => entry.Key.Device).Distinct().ToList())
        {
            SayOffline(device);
            presence.Remember(
                device,
                Parse(device, Leaves.Birth, WireJson.Default.DeviceBirth),
                Parse(device, Leaves.Capability, WireJson.Default.DeviceCapability));
        }
    }

    /// <summary>Forgets a device that was put out; an empty message tells the integrations.</summary>
    public void Forget(Address device)
    {
        foreach (var rule in Leaves.Rules.Where(rule => rule.Retained))
        {
            var topic = new WireTopic(device, rule.Leaf);
            retained.Remove(topic);
            if (rule.IntegrationMayRead)
            {
                Offer(topic, ReadOnlyMemory<byte>.Empty);
            }
        }
    }

    private void Offer(WireTopic topic, ReadOnlyMemory<byte> payload)
    {
        if (_integrations.IsEmpty)
        {
            return;
        }
        var text = topic.ToString();
        foreach (var session in _integrations.Keys)
        {
            session.Offer(text, payload);
        }
    }

    private T? Parse<T>(Address device, string leaf, JsonTypeInfo<T> type)
        where T : class, IWireMessage
    {
        try
        {
            return retained.Find(new WireTopic(device, leaf)) is { } payload ? WireJson.Parse(payload.Span, type) : null;
        }
        catch (WireFormatException)
        {
            return null; // written by another version; the device will say it anew
        }
    }
}

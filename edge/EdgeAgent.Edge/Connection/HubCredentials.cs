using EdgeAgent.Edge.Hosting;

namespace EdgeAgent.Edge.Connection;

/// <summary>The credential that every new connection uses; a renewal replaces it.</summary>
internal sealed class HubCredentials : IDisposable
{
    private readonly DeviceClock _clock;

    // Handshakes may be using them: they are kept until the end. A renewal is rare.
    private readonly List<HubCredential> _before = [];
    private volatile HubCredential _current;

    public HubCredentials(HubCredential first, DeviceClock clock)
    {
        _clock = clock;
        _current = first;
        clock.SetFloor(first.Home.GrantedAt);
    }

    /// <summary>As it is now.</summary>
    public HubCredential Current => _current;

    /// <summary>From here on connections use this one.</summary>
    public void Replace(HubCredential next)
    {
        lock (_before)
        {
            _before.Add(_current);
        }
        _current = next;
        _clock.SetFloor(next.Home.GrantedAt);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var credential in _before)
        {
            credential.Dispose();
        }
        _current.Dispose();
    }
}

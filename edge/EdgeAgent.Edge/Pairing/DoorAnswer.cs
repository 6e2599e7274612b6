using EdgeAgent.Contracts.V1;

namespace EdgeAgent.Edge.Pairing;

/// <summary>What came back from the pairing door.</summary>
/// <typeparam name="T">The step's message.</typeparam>
internal abstract record DoorAnswer<T>
    where T : class, IWireMessage
{
    private DoorAnswer()
    {
    }

    /// <summary>The next message of the exchange.</summary>
    public sealed record Next(T Message) : DoorAnswer<T>;

    /// <summary>The hub waits for a person.</summary>
    public sealed record Wait(TimeSpan Pause) : DoorAnswer<T>;

    /// <summary>The hub does not go on.</summary>
    public sealed record Refused(TimeSpan Pause) : DoorAnswer<T>;

    /// <summary>Nobody who speaks this protocol answered.</summary>
    public sealed record Unreachable(string Reason) : DoorAnswer<T>;
}

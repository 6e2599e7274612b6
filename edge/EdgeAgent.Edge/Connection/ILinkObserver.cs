namespace EdgeAgent.Edge.Connection;

/// <summary>A feature that wants to know when the line stands and when it falls. Must return quickly.</summary>
internal interface ILinkObserver
{
    /// <summary>The hub has taken the session, the subscriptions and the birth; on every reconnect again.</summary>
    /// <param name="host">The host of the hub's doors that answered.</param>
    void LinkUp(string host);

    /// <summary>The line is gone. Comes once for each <see cref="LinkUp"/>.</summary>
    void LinkDown();
}

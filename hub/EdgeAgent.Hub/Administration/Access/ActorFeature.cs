using EdgeAgent.Hub.Administration.Audit;

namespace EdgeAgent.Hub.Administration.Access;

/// <summary>On a request: who the audit log says it is.</summary>
internal sealed class ActorFeature(Actor actor)
{
    /// <summary>Who and from where.</summary>
    public Actor Actor { get; } = actor;

    /// <summary>The route's feature has taken the actor to write its own line, in the transaction of the act. For the others the guard writes one.</summary>
    public bool IsTaken { get; set; }
}

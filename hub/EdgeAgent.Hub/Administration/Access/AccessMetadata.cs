namespace EdgeAgent.Hub.Administration.Access;

/// <summary>On an endpoint: who may call it. Every route of the people's doors has one; without it nobody may.</summary>
/// <param name="AnyOf">One of these scopes is needed; <see cref="Scopes.None"/>: open to everybody.</param>
internal sealed record AccessMetadata(Scopes AnyOf)
{
    /// <summary>Whether no proof of any kind is asked.</summary>
    public bool IsOpen => AnyOf == Scopes.None;

    /// <summary>Whether these scopes are enough.</summary>
    public bool IsMetBy(Scopes scopes) => IsOpen || scopes.HasFlag(Scopes.Admin) || (scopes & AnyOf) != Scopes.None;
}

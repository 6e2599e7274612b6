namespace EdgeAgent.Hub.Points;

/// <summary>Who wants something to be done.</summary>
public enum CommandOrigin
{
    /// <summary>A person, by the page or the API.</summary>
    Person,

    /// <summary>The assistant, from a person's words.</summary>
    Assistant,

    /// <summary>Another program of the house, for example Home Assistant.</summary>
    Integration,
}

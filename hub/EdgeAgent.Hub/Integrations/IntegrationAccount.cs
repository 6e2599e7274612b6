namespace EdgeAgent.Hub.Integrations;

/// <summary>A program of the house, for example Home Assistant, that may read what devices publish.</summary>
/// <param name="Name">Its MQTT user name.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record IntegrationAccount(string Name, DateTimeOffset CreatedAt);

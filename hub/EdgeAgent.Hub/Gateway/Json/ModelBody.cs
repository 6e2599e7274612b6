namespace EdgeAgent.Hub.Gateway.Json;

/// <summary>One model.</summary>
internal sealed record ModelBody(string Id, string Object, long Created, string OwnedBy, ModelFactsBody Edgeagent);
